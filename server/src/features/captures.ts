import type { Range } from "../dump/text";
import type { AnalysedDump } from "./analysed-dump";

/** What one run of xenstore-ls printed, and where that was. */
export interface CaptureReport {
  /** Its first line that holds a node; a comment `# xenstore-root PATH` belongs above it. */
  readonly range: Range;
  /** The absolute path of the directory that was listed, `/` where all its paths are whole; null where nothing tells it. */
  readonly root: string | null;
  /** A prompt or a comment says so, and not the links. */
  readonly told: boolean;
  /** Where it may have been taken, the likeliest first; only where the root is not known. */
  readonly candidates: readonly string[];
}

/** Lists the captures of a dump from the top. */
export function captureReports(dump: AnalysedDump): CaptureReport[] {
  return dump.store.captures.map((capture) => {
    const { first, rootIsTold, base } = capture;
    const root = capture.root ?? (base.children === undefined ? "/" : null);
    const line = dump.text.numberOf(first);
    return {
      range: { start: { line, character: 0 }, end: { line, character: first.text.length } },
      root,
      told: rootIsTold,
      candidates: root === null ? dump.model.roots.candidates(capture) : [],
    };
  });
}
