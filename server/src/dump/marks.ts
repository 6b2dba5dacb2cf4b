import type { Kept, Rewriting } from "./rewriting";

/** Marks that terminals, web pages and word processors leave in a text, with a group for each that stands for something. */
const MARKS = new RegExp(
  [
    // Colours and other commands to a terminal; a browser that shows a log copies them without the escape character.
    "\u001B\\[[\\d;?]{0,40}[A-Za-z]|\\[[\\d;?]{1,40}[mhl]|(?:\\[m)?\\[K",
    "\u001B\\][^\u0007\u001B]{0,200}\u0007",
    // Characters without a width, and the ends of pages.
    "[\v\f\u00AD\u200B-\u200F\u2060\uFEFF]",
    // Blanks of other widths, or that do not break.
    "([\u00A0\u2000-\u200A\u202F\u3000])",
    // Quotes and hyphens of word processors and blogs.
    "([\u201C-\u201F\u2033])",
    "([\u2010-\u2013\u2212])",
    "&(quot|#0?34|#x22|nbsp|#160|lt|gt|amp);",
  ].join("|"),
  "g",
);
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", nbsp: " ", "#160": " " };

/** What a mark stands for; empty for one that is only dropped. */
function meaning({ 1: blank, 2: quote, 3: hyphen, 4: entity }: RegExpExecArray): string {
  if (entity) return ENTITIES[entity] ?? '"';
  if (blank) return " ";
  return quote ? '"' : hyphen ? "-" : "";
}

/** A text with what its marks stand for in their place. */
export function withoutMarks(text: string): Rewriting {
  let plain = "";
  let from = 0;
  let kept: Kept[] | undefined;
  for (const match of text.matchAll(MARKS)) {
    kept ??= [];
    const by = meaning(match);
    // One character replaces another: it counts as kept, since no offset moves.
    const same = by.length === match[0].length;
    const end = match.index + (same ? 1 : 0);
    kept.push({ at: plain.length, start: from, length: end - from });
    plain += text.slice(from, match.index) + by;
    from = match.index + match[0].length;
  }
  if (kept === undefined) return { text, kept };
  kept.push({ at: plain.length, start: from, length: text.length - from });
  return { text: plain + text.slice(from), kept };
}
