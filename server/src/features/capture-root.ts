import type { TextChange } from "../dump/draft";
import { ROOT_COMMENT } from "../dump/read-line";
import type { Position } from "../dump/text";
import { t } from "../l10n";
import type { Capture } from "../store/capture";
import { promptIn } from "../store/prompt";
import { readRoot } from "../store/root";
import type { AnalysedDump } from "./analysed-dump";

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
  if (above?.syntax.kind === "prompt" && ROOT_COMMENT.test(promptIn(above))) {
    const line = above.number;
    return [{ range: { start: { line, character: above.syntax.start }, end: { line, character: above.text.length } }, newText: comment }];
  }
  const start = { line: capture.first.number, character: 0 };
  return [{ range: { start, end: start }, newText: `${comment}${dump.text.eolNear(capture.first)}` }];
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
