import { isClear } from "../dump/line-syntax";
import { isChangedByPatch, unquoted } from "../dump/patch";
import type { Capture } from "./capture";
import type { Entry, StoreNode } from "./node";
import { letsThrough } from "./selection";
import type { Store } from "./store";

/**
 * The directories of which the dump may not hold every child, so that a missing key says nothing there. These are directories that an
 * elision or an error of the tool stands in or beside, unreadable nodes and the directories around them, and directories that were still being printed
 * where the text ends without a line end, within a line or in the context of a patch, or where a command cut off the output. For searches, ask `isSearched`.
 * @param isTelling whether so many keys of a directory were asked for by name that the others count as absent
 */
export function incompleteDirectories(store: Store, isTelling: (directory: StoreNode) => boolean): Set<StoreNode> {
  const incomplete = new Set<StoreNode>();
  const addUp = (from: StoreNode | undefined): void => {
    for (let node = from; node !== undefined && !incomplete.has(node); node = node.parent) incomplete.add(node);
  };
  const between = [...store.gaps].filter((line) => !endsMail(store, line));
  const above = nearestEntries(store.text, between, "previous");
  const below = nearestEntries(store.text, between.toReversed(), "next");
  for (const entry of [...above.values(), ...below.values()]) addUp(entry?.place);
  const last = store.text.lineAt(store.text.lineCount - 1);
  if (last !== undefined && (last.text !== "" || isEndOfHunk(store, last) || endsWithin(store, last))) addUp(lastEntry(store.text)?.place);
  for (const node of cutEnds(store)) addUp(node);
  // Last, because `addUp` stops at a directory that is in the set, and these do not concern the directories above.
  const telling = new Map<StoreNode, boolean>();
  for (const line of store.gaps) {
    const { place } = line;
    if (place === undefined) continue;
    if (line.syntax.value !== "whole") incomplete.add(place);
    const { parent } = place;
    if (parent === undefined) continue;
    // A directory may have very many of these lines.
    if (!telling.has(parent)) telling.set(parent, isTelling(parent));
    if (line.syntax.value !== "whole" || telling.get(parent) !== true) incomplete.add(parent);
  }
  return incomplete;
}

/** The directories that a command or somebody cut within. Where the beginning is gone, nothing is missing from a directory that the first line names: what it holds stands below. */
function* cutEnds({ captures, text }: Store): Generator<StoreNode | undefined> {
  for (const [at, { first, isTorn, selection }] of captures.entries()) {
    if (isTorn || selection?.begins === true) yield first.place?.parent;
    if (selection?.ends === true) yield lastEntry(text, captures[at + 1]?.first)?.place;
  }
}

/** The last entry above a line; of the whole text if none is given. */
function lastEntry(text: Store["text"], below?: Entry): Entry | undefined {
  let line = below === undefined ? text.lineAt(text.lineCount - 1) : text.previous(below);
  while (line !== undefined && line.syntax.kind !== "entry") line = text.previous(line);
  return line;
}

/** Whether the command before a capture was a search that may have left out lines in one of its directories. */
export function isSearched({ selection, first }: Capture, directory: StoreNode): boolean {
  if (selection === undefined) return false;
  // A line of a tree does not hold the path that was searched for.
  return !letsThrough(selection, first.syntax.form === "flat" ? (directory.entry?.path ?? directory.path) : "");
}

/** A patch shows so many unchanged lines below its last change, unless the text ends before. */
const CONTEXT = 3;

/** Whether a text ends with the unchanged lines that a patch shows below its last change, perhaps in a mail: the patched text may go on. */
function isEndOfHunk(store: Store, last: Entry): boolean {
  let line = store.text.previous(last);
  for (let left = CONTEXT; left > 0; left -= 1) {
    if (line?.syntax.kind !== "entry" || !unquoted(line.text).startsWith(" ")) return false;
    line = store.text.previous(line);
  }
  return line !== undefined && isClear(line.syntax) && isChangedByPatch(unquoted(line.text));
}

/** A flat line that breaks off, in its path or before the closing quote. In a tree, that may be a key that somebody is typing. */
const TORN = /^\s*\/[-\w@/]*(?: =? ?(?:"[^"]*)?)?$/;

/** So many lines may stand below it: a remark, a signature, what a mailing list adds. Each edit looks at them. */
const MOST_BELOW = 40;

/** Whether the last line breaks off although a line end follows, as mailers and editors add one, or what somebody wrote below. */
function endsWithin({ text }: Store, last: Entry): boolean {
  let line = text.previous(last);
  for (let left = MOST_BELOW; left > 0 && line !== undefined; left -= 1) {
    const above = text.previous(line);
    const isEntry = line.syntax.kind === "entry";
    // Prose may have a path alone in a line, too: that of a script.
    if ((isEntry || above?.syntax.kind === "entry") && !isClear(line.syntax) && TORN.test(line.text.slice(line.syntax.start))) return true;
    if (isEntry) return false;
    line = above;
  }
  return false;
}

/** Whether a `--` begins the signature of a mail that lost the blank behind it. Below the `--` of grep, an entry follows. */
function endsMail(store: Store, line: Entry): boolean {
  return line.syntax.kind === "elision" && line.text.trim() === "--" && store.text.next(line)?.syntax.kind !== "entry";
}

/** The entry next to each gap; gaps in a row share the walk. */
function nearestEntries(text: Store["text"], gaps: Entry[], step: "previous" | "next"): Map<Entry, Entry | undefined> {
  const found = new Map<Entry, Entry | undefined>();
  for (const gap of gaps) {
    if (gap.syntax.kind === "entry") continue;
    let line = text[step](gap);
    while (line !== undefined && line.syntax.kind !== "entry" && line.syntax.kind !== "prompt" && !found.has(line)) line = text[step](line);
    const known = line === undefined || line.syntax.kind === "prompt" ? undefined : line;
    found.set(gap, known !== undefined && found.has(known) ? found.get(known) : known);
  }
  return found;
}
