import type { Line } from "./line";
import type { LineSyntax } from "./line-syntax";

/** A line that stayed, but has another text or reads differently. */
export interface RewrittenLine<Place> {
  readonly line: Line<Place>;
  /** The text before, its end, and how it was read. */
  readonly text: string;
  readonly eol: string;
  readonly syntax: LineSyntax;
  /** The text that the offsets of that syntax count in. */
  readonly read: string;
}

/** How a line is before it gets another text or is read again. */
export function asBefore<Place>(line: Line<Place>): RewrittenLine<Place> {
  const { text, eol, syntax, read } = line;
  return { line, text, eol, syntax, read };
}

/** The lines that one edit touched. A line is in at most one of the lists. */
export interface LineChange<Place> {
  /** The number of the first line that was touched; after the change, the rewritten and then the inserted lines stand from here on. */
  readonly first: number;
  readonly rewritten: readonly RewrittenLine<Place>[];
  /** Lines that are gone; their `block` is stale. */
  readonly removed: readonly Line<Place>[];
  /** Lines that are new. */
  readonly inserted: readonly Line<Place>[];
  /** Lines around these that kept their text but read differently, because they are joined with other lines than before. */
  readonly reread: readonly RewrittenLine<Place>[];
}
