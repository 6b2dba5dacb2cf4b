/** A stretch that stayed as it was: where it is now, and where it was. */
export interface Kept {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** A text with other characters than it came with, and the stretches that stayed. `kept` is undefined if the text is as it came. */
export interface Rewriting {
  readonly text: string;
  readonly kept: readonly Kept[] | undefined;
}

/** The only stretch of a text of which nothing was replaced, though its end may be gone. */
export function wholly(text: string): readonly Kept[] {
  return [{ at: 0, start: 0, length: text.length }];
}

/** A replacement of a stretch of a text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Replaces stretches of a text that may have been rewritten before; they do not overlap and come from the left. */
export function rewrite(before: Rewriting, replacements: readonly Replacement[]): Rewriting {
  if (replacements.length === 0) return before;
  let text = "";
  let from = 0;
  const kept: Kept[] = [];
  for (const { start, end, by } of [...replacements, { start: before.text.length, end: before.text.length, by: "" }]) {
    for (const piece of before.kept ?? wholly(before.text)) {
      const first = Math.max(piece.at, from);
      const last = Math.min(piece.at + piece.length, start);
      if (first < last) kept.push({ at: text.length + first - from, start: piece.start + first - piece.at, length: last - first });
    }
    text += before.text.slice(from, start) + by;
    from = end;
  }
  return { text, kept };
}
