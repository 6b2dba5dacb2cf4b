import type { Line } from "./line";
import type { Span } from "./text";

/** A stretch of what is read that stands unchanged in a line of the text. */
export interface Piece<Place> {
  readonly line: Line<Place>;
  /** Where it begins in what is read. */
  readonly at: number;
  /** Where it begins in the line. */
  readonly start: number;
  readonly length: number;
}

/** What is read instead of a line's own text: the line without its ornaments, or several lines that were one. */
export interface Statement<Place> {
  readonly text: string;
  /** From the left, without what was put between them. Never empty. */
  readonly pieces: readonly Piece<Place>[];
  /** The lines below that it goes on in, from the top. */
  readonly continuations: readonly Line<Place>[];
}

/** Where a stretch of what is read for a line stands in the text. */
export function spanIn<Place>(line: Line<Place>, start: number, end: number): Span<Place> {
  if (line.statement === undefined) return { line, start, end };
  const { pieces } = line.statement;
  const from = pieceAt(pieces, start);
  const to = pieceAt(pieces, Math.max(start, end - 1));
  const first = from.start + Math.min(start - from.at, from.length);
  const last = to.start + Math.min(end - to.at, to.length);
  return from.line === to.line ? { line: from.line, start: first, end: last } : { line: from.line, start: first, end: last, lastLine: to.line };
}

/** The piece that holds an offset, or the last one before it. */
function pieceAt<Place>(pieces: readonly Piece<Place>[], offset: number): Piece<Place> {
  return pieces.findLast(({ at }) => at <= offset) ?? (pieces[0] as Piece<Place>);
}
