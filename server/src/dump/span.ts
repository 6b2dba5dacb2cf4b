import type { Line, Piece } from "./line";

/** A stretch of one line, in UTF-16 code units, its end exclusive. Lines move; a span moves with its line. */
export interface Span<Place> {
  readonly line: Line<Place>;
  readonly start: number;
  readonly end: number;
  /** The line that it ends in, if that is another one. */
  readonly lastLine?: Line<Place>;
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
