import { spanIn, type Span } from "./span";
import type { Line } from "./line";

const SILENCING = /^\s*#\s*xenstore-ignore(-file)?[\s:](.*)$/;

/** A comment that silences rules: `# xenstore-ignore CODE…` for the next entry, `# xenstore-ignore-file CODE…` for the file. */
export interface SilencingComment<Place> {
  readonly line: Line<Place>;
  readonly wholeFile: boolean;
  /** The codes and where each is written. */
  readonly codes: readonly { readonly code: string; readonly at: Span<Place> }[];
}

/** Reads a comment line; undefined for one that silences nothing. */
export function readSilencingComment<Place>(line: Line<Place>): SilencingComment<Place> | undefined {
  if (line.syntax.kind !== "comment" || !line.text.includes("xenstore-ignore")) return undefined;
  const match = SILENCING.exec(line.read.slice(line.syntax.start, line.syntax.start + 2000));
  if (match === null) return undefined;
  const list = match[2] ?? "";
  const listStart = line.syntax.start + match[0].length - list.length;
  return {
    line,
    wholeFile: match[1] !== undefined,
    codes: Array.from(list.matchAll(/[a-z][a-z-]*/gi), ({ 0: code, index }) => {
      const start = listStart + index;
      return { code, at: spanIn(line, start, start + code.length) };
    }),
  };
}
