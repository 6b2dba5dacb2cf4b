import type { TextChange } from "../dump/draft";
import { rangeOf, type Position, type Range } from "../dump/text";
import { t } from "../l10n";
import type { Capture } from "../store/capture";
import { promptIn, toldRoot } from "../store/prompt";
import { readRoot } from "../store/root";
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
    return {
      range: rangeOf({ line: first, start: 0, end: first.text.length }),
      root,
      absolute,
      told: rootIsTold,
      candidates: root === null ? dump.model.roots.candidates(capture) : [],
    };
  });
}

/**
 * Writes the comment that tells where a capture was taken, above its first entry. A comment that is there already is changed.
 * @param position any place in the capture
 * @param root an absolute path
 * @returns no changes if `root` is not a valid path of a store, or the dump holds no capture
 */
export function rootChange(dump: AnalysedDump, position: Position, root: string): TextChange[] {
  const capture = captureAt(dump, position);
  const path = readRoot(root);
  if (capture === undefined || path === undefined) return [];
  const comment = `# xenstore-root ${path}`;
  const above = dump.text.previous(capture.first);
  const isTold = above?.syntax.kind === "prompt" && toldRoot(promptIn(above)) !== undefined;
  if (isTold) return [{ range: rangeOf({ line: above, start: above.syntax.start, end: above.text.length }), newText: comment }];
  return [{ range: rangeOf({ line: capture.first, start: 0, end: 0 }), newText: `${comment}${dump.text.eolNear(capture.first)}` }];
}

/** A comment that tells where a capture may have been taken. */
export interface RootSuggestion {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** Offers a comment for each place where the capture that begins at a line may have been taken; none if its root is known. */
export function rootSuggestions(dump: AnalysedDump, position: Position): RootSuggestion[] {
  const capture = captureAt(dump, position);
  if (capture?.base.children === undefined || capture.root !== undefined) return [];
  if (capture.first.number !== dump.text.clamp(position).line) return [];
  return dump.model.roots.candidates(capture).map((root) => ({ title: t("Set the root of this capture to {0}", root), changes: rootChange(dump, position, root) }));
}

/** The capture that a line belongs to; the first capture for a line above all of them. */
function captureAt(dump: AnalysedDump, position: Position): Capture | undefined {
  const { line } = dump.text.clamp(position);
  const { captures } = dump.store;
  return captures.findLast(({ first }) => first.number <= line) ?? captures[0];
}
