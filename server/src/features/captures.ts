import type { Range } from "../dump/text";
import type { AnalysedDump } from "./analysed-dump";

/** A capture, which is what one run of xenstore-ls printed: its place in the text, and where it was taken. */
export interface CaptureReport {
  /** Its first line that holds a node; a comment `# xenstore-root PATH` belongs above it. */
  readonly range: Range;
  /** The absolute path of the directory that was listed, `/` if all its paths are absolute; null if nothing tells it. */
  readonly root: string | null;
  /** All its paths begin with a slash, so that no root changes where its nodes are. */
  readonly absolute: boolean;
  /** A prompt or a comment gives the root, not the links in the dump. */
  readonly told: boolean;
  /** Where it may have been taken, the likeliest first; empty if the root is known. */
  readonly candidates: readonly string[];
}

/** Lists the captures of a dump from the top. */
export function captureReports(dump: AnalysedDump): CaptureReport[] {
  return dump.store.captures.map((capture) => {
    const { first, rootIsTold, base } = capture;
    const absolute = base.children === undefined;
    const root = capture.root ?? (absolute ? "/" : null);
    const line = first.number;
    return {
      range: { start: { line, character: 0 }, end: { line, character: first.text.length } },
      root,
      absolute,
      told: rootIsTold,
      candidates: root === null ? dump.model.roots.candidates(capture) : [],
    };
  });
}
