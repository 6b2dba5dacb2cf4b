import type { Line } from "./line";
import type { Span } from "./span";
import { comparePositions, rangeOf, type Range, type Text } from "./text";

/** A replacement of a range of the text. */
export interface TextChange {
  readonly range: Range;
  readonly newText: string;
}

/** Orders changes from the top. Lines that go above a line come before what is replaced at its beginning. */
export function compareChanges({ range: left }: TextChange, { range: right }: TextChange): number {
  return comparePositions(left.start, right.start) || comparePositions(left.end, right.end);
}

/** Changes to the lines of a text, gathered by line and turned into ranges at the end. */
export class Draft<Place> {
  /** The text that is to change. */
  readonly text: Text<Place>;
  readonly #replaced: { readonly span: Span<Place>; readonly newText: string }[] = [];
  readonly #removed = new Set<Line<Place>>();
  readonly #inserted = new Map<number, string[]>();

  constructor(text: Text<Place>) {
    this.text = text;
  }

  /** Replaces a span. Has no effect if its line is removed too. */
  replace(span: Span<Place>, newText: string): this {
    this.#replaced.push({ span, newText });
    return this;
  }

  /** Removes whole lines and their continuations. */
  remove(lines: Iterable<Line<Place>>): this {
    for (const line of lines) {
      this.#removed.add(line);
      for (const below of line.statement?.continuations ?? []) this.#removed.add(below);
    }
    return this;
  }

  /** Puts new lines, without their ends, below a line and its continuations. */
  insertAfter(line: Line<Place>, lines: readonly string[]): this {
    return this.#insert((line.statement?.continuations.at(-1) ?? line).number + 1, lines);
  }

  /** Puts new lines, without their ends, above a line. */
  insertBefore(line: Line<Place>, lines: readonly string[]): this {
    return this.#insert(line.number, lines);
  }

  /** The changes from the top, without overlaps. */
  get changes(): readonly TextChange[] {
    const removed = Array.from(this.#removed, ({ number }) => number).toSorted((left, right) => left - right);
    const changes: TextChange[] = this.#replaced
      .filter(({ span }) => !this.#removed.has(span.line))
      .map(({ span, newText }) => ({ range: rangeOf(span), newText }));
    const inserted = new Map(this.#inserted);
    for (let at = 0; at < removed.length; at += 1) {
      const first = removed[at] as number;
      while (removed[at + 1] === (removed[at] as number) + 1) at += 1;
      const end = (removed[at] as number) + 1;
      const lines: string[] = [];
      for (let number = first; number <= end; number += 1) {
        lines.push(...(inserted.get(number) ?? []));
        inserted.delete(number);
      }
      changes.push(this.#change(first, end, lines));
    }
    for (const [number, lines] of inserted) changes.push(this.#change(number, number, lines));
    return changes.toSorted(compareChanges);
  }

  #insert(number: number, lines: readonly string[]): this {
    this.#inserted.set(number, [...(this.#inserted.get(number) ?? []), ...lines]);
    return this;
  }

  /** The change that puts lines in the place of those from `first` up to, but not including, `end`. */
  #change(first: number, end: number, lines: readonly string[]): TextChange {
    const eol = this.text.eolNear(this.text.lineAt(first - 1));
    const start = { line: first, character: 0 };
    if (end < this.text.lineCount) {
      return { range: { start, end: { line: end, character: 0 } }, newText: lines.map((line) => line + eol).join("") };
    }
    // The last line has no line end. What is removed or added there begins at the line end above it instead.
    const last = this.text.lineCount - 1;
    const tail = { line: last, character: this.text.lineAt(last)?.text.length ?? 0 };
    if (first === 0 || (lines.length > 0 && first < end)) return { range: { start, end: tail }, newText: lines.join(eol) };
    const above = { line: first - 1, character: this.text.lineAt(first - 1)?.text.length ?? 0 };
    return { range: { start: above, end: tail }, newText: lines.map((line) => eol + line).join("") };
  }
}
