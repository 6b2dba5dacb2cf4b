import { joinAround, joinLines, mayBeJoined } from "./join-lines";
import { Block, Line } from "./line";
import { asBefore, type LineChange } from "./line-change";
import type { Span } from "./span";
import { eachLine, splitLines, type EndOfLine } from "./split-lines";

/** A place in a text: zero-based line, and UTF-16 code units into it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Orders positions from the top: below zero if `left` stands before `right`. */
export function comparePositions(left: Position, right: Position): number {
  return left.line - right.line || left.character - right.character;
}

/** Whether a position stands before another one. */
export function isBefore(left: Position, right: Position): boolean {
  return comparePositions(left, right) < 0;
}

/** A stretch of a text, its end exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Whether two ranges have a place in common, be it only the one where the first ends and the second begins. */
export function touches(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

/** Where a span stands now. */
export function rangeOf<Place>({ line, start, end, lastLine }: Span<Place>): Range {
  const first = line.number;
  return { start: { line: first, character: start }, end: { line: lastLine?.number ?? first, character: end } };
}

const BLOCK_SIZE = 512;

/** A text held as lines, so that the cost of an edit depends on what it touches, not on the size of the text. It has at least one line. */
export class Text<Place> {
  #blocks: Block<Place>[] = [];
  #lineCount = 0;

  constructor(text: string) {
    let block = new Block<Place>();
    const mayJoin: Line<Place>[] = [];
    eachLine(text, (start, end, eol) => {
      if (block.lines.length === BLOCK_SIZE) {
        this.#blocks.push(block);
        block = new Block();
      }
      const line = new Line(text, start, end, eol, block);
      block.lines.push(line);
      if (line.syntax.isPrinted) return;
      block.isPrinted = false;
      if (mayBeJoined(line)) mayJoin.push(line);
    });
    this.#blocks.push(block);
    this.#number(0);
    joinLines(this, mayJoin);
    for (const line of mayJoin) this.#note(line.first);
  }

  /** Visits all lines. Faster than `lines()`, for callers that do little with each of very many. */
  each(visit: (line: Line<Place>) => void): void {
    for (const { lines } of this.#blocks) for (const line of lines) visit(line);
  }

  /** Visits at least the lines that are not printed (`LineSyntax.isPrinted`). Nearly all lines are, so this passes by most blocks. */
  eachOdd(visit: (line: Line<Place>) => void): void {
    for (const { isPrinted, lines } of this.#blocks) if (!isPrinted) for (const line of lines) visit(line);
  }

  /** All lines from a number on, one row for each block: the quickest way through very many. */
  *rowsFrom(number: number): Generator<readonly Line<Place>[]> {
    const start = this.#blockAt(number);
    if (start === undefined) return;
    if (number < start.first + start.lines.length) yield start.lines.slice(Math.max(0, number - start.first));
    for (let index = start.index + 1; index < this.#blocks.length; index += 1) yield this.#blocks[index]?.lines ?? [];
  }

  /** How many lines there are, at least one. */
  get lineCount(): number {
    return this.#lineCount;
  }

  /** The line with that number; undefined outside the text. */
  lineAt(number: number): Line<Place> | undefined {
    const block = this.#blockAt(number);
    return block?.lines[number - block.first];
  }

  /** The line that a position is in, or else the nearest one. */
  lineNear(position: Position): Line<Place> {
    return this.lineAt(this.clamp(position).line) as Line<Place>;
  }

  /** The line below; undefined for the last. */
  next(line: Line<Place>): Line<Place> | undefined {
    const { block } = line;
    return block.lines[block.lines.indexOf(line) + 1] ?? this.#blocks[block.index + 1]?.lines[0];
  }

  /** The line above; undefined for the first. */
  previous(line: Line<Place>): Line<Place> | undefined {
    const { block } = line;
    return block.lines[block.lines.indexOf(line) - 1] ?? this.#blocks[block.index - 1]?.lines.at(-1);
  }

  /** All lines from the given one on; from the first if none is given. */
  *lines(from?: Line<Place>): Generator<Line<Place>> {
    for (const row of this.rowsFrom(from?.number ?? 0)) yield* row;
  }

  /** The line end to write beside a line: its own, or else that of the first line, or else `\n`. */
  eolNear(line: Line<Place> | undefined): string {
    return [line?.eol, this.lineAt(0)?.eol].find((eol) => eol !== undefined && eol !== "") ?? "\n";
  }

  /** The whole text, joined from its lines. */
  toString(): string {
    let text = "";
    for (const line of this.lines()) text += line.text + line.eol;
    return text;
  }

  /** The nearest position that the text has. */
  clamp(position: Position): Position {
    const line = Math.min(Math.max(position.line, 0), this.#lineCount - 1);
    if (line !== position.line) return position.line < 0 ? { line: 0, character: 0 } : this.#endOf(line);
    return { line, character: Math.min(Math.max(position.character, 0), this.#endOf(line).character) };
  }

  /**
   * Replaces a range of the text. Positions outside the text count as the nearest inside it.
   * @returns the lines that changed; equal lines at both ends of the range are left alone
   */
  replace(range: Range, text: string): LineChange<Place> {
    let start = this.clamp(range.start);
    let end = this.clamp(range.end);
    if (isBefore(end, start)) [start, end] = [end, start];
    const before = this.lineAt(start.line - 1);
    // A text that begins with "\n" makes one line end with a lone "\r" above it.
    const first = before?.eol === "\r" ? start.line - 1 : start.line;
    const old: Line<Place>[] = [];
    for (let number = first; number <= end.line; number += 1) old.push(this.lineAt(number) as Line<Place>);
    const last = old.at(-1) as Line<Place>;
    const head = (first < start.line ? (before?.text ?? "") + "\r" : "") + (this.lineAt(start.line)?.text ?? "").slice(0, start.character);
    const fresh = splitLines(head + text + last.text.slice(end.character) + last.eol);
    // The line after the last line end already stands below, unless the text ends here.
    if (last.eol !== "") fresh.pop();

    let same = 0;
    while (same < old.length && same < fresh.length && equal(old[same], fresh[same])) same += 1;
    let tail = 0;
    while (tail < old.length - same && tail < fresh.length - same && equal(old.at(-1 - tail), fresh.at(-1 - tail))) tail += 1;
    return this.#splice(first + same, old.slice(same, old.length - tail), fresh.slice(same, fresh.length - tail));
  }

  #splice(first: number, old: Line<Place>[], fresh: { text: string; eol: EndOfLine }[]): LineChange<Place> {
    const kept = Math.min(old.length, fresh.length);
    const rewritten = old.slice(0, kept).map((line, at) => {
      const before = asBefore(line);
      line.rewrite(fresh[at]?.text ?? "", fresh[at]?.eol ?? "");
      return before;
    });
    const removed = old.slice(kept);
    let inserted: Line<Place>[] = [];
    let lowest = this.#blocks.length;
    for (const line of removed) {
      line.block.lines.splice(line.block.lines.indexOf(line), 1);
      lowest = Math.min(lowest, line.block.index);
    }
    if (fresh.length > kept) {
      const block = (first + kept < this.#lineCount ? this.#blockAt(first + kept) : this.#blocks.at(-1)) as Block<Place>;
      inserted = fresh.slice(kept).map(({ text, eol }) => new Line(text, 0, text.length, eol, block));
      // Not as arguments of `splice`: there may be too many for a call.
      const at = first + kept - block.first;
      block.lines = [...block.lines.slice(0, at), ...inserted, ...block.lines.slice(at)];
      lowest = Math.min(lowest, block.index);
      this.#split(block);
    }
    if (removed.length > 0 || inserted.length > 0) {
      if (removed.length > 0) this.#blocks = this.#blocks.filter((block) => block.lines.length > 0);
      this.#number(Math.min(lowest, this.#blocks.length - 1));
    }
    const reread = joinAround(this, first, first + rewritten.length + inserted.length);
    for (const { line } of [...rewritten, ...reread]) this.#note(line);
    for (const line of inserted) this.#note(line);
    return { first, rewritten, removed, inserted, reread };
  }

  /** Makes sure that `eachOdd` visits a line that is not printed. */
  #note({ syntax, block }: Line<Place>): void {
    if (!syntax.isPrinted) block.isPrinted = false;
  }

  /** Cuts a block that has grown too long into several. */
  #split(block: Block<Place>): void {
    if (block.lines.length <= 2 * BLOCK_SIZE) return;
    const blocks: Block<Place>[] = [];
    const rest = block.lines.splice(BLOCK_SIZE);
    for (let at = 0; at < rest.length; at += BLOCK_SIZE) {
      const part = new Block<Place>();
      part.isPrinted = block.isPrinted;
      for (const line of rest.slice(at, at + BLOCK_SIZE)) {
        line.block = part;
        part.lines.push(line);
      }
      blocks.push(part);
    }
    this.#blocks = [...this.#blocks.slice(0, block.index + 1), ...blocks, ...this.#blocks.slice(block.index + 1)];
  }

  #number(from: number): void {
    const before = this.#blocks[from - 1];
    let first = before === undefined ? 0 : before.first + before.lines.length;
    for (let index = from; index < this.#blocks.length; index += 1) {
      const block = this.#blocks[index] as Block<Place>;
      block.index = index;
      block.first = first;
      first += block.lines.length;
    }
    this.#lineCount = first;
  }

  #blockAt(number: number): Block<Place> | undefined {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#blocks[middle]?.first ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return this.#blocks[low];
  }

  #endOf(line: number): Position {
    return { line, character: this.lineAt(line)?.text.length ?? 0 };
  }
}

function equal(left: { text: string; eol: string } | undefined, right: { text: string; eol: string } | undefined): boolean {
  return left?.text === right?.text && left?.eol === right?.eol;
}
