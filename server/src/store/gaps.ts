import { COLON } from "../dump/characters";
import { damageIn } from "../dump/damage";
import type { LineSyntax } from "../dump/line-syntax";
import { isChangedByPatch } from "../dump/ornaments";
import type { Entry, StoreNode } from "./node";
import { letsThrough, selectionIn, type Selection } from "./selection";
import type { Store } from "./store";

/** Whether a line says that the dump does not hold everything around it. */
export function isGap(syntax: LineSyntax): boolean {
  return syntax.kind === "elision" || syntax.kind === "tool-error" || (syntax.kind === "entry" && syntax.value === "unreadable");
}

/** Whether a line is one of those that somebody asked for by name: `path: value`. */
export function isToldByName(line: Entry): boolean {
  const { kind, value, pathEnd } = line.syntax;
  return kind === "entry" && value === "whole" && line.codeAt(pathEnd) === COLON;
}

/** Whether a line tells that other lines of its directory, or below a prompt, may be missing, though it is none of those that say so. */
export function isPartial(line: Entry): boolean {
  if (isToldByName(line)) return true;
  const { syntax } = line;
  if (syntax.kind === "prompt") return selectionIn(line) !== undefined;
  if (syntax.kind !== "malformed" && !(syntax.kind === "entry" && syntax.value === "malformed")) return false;
  const { text } = line;
  if (syntax.kind === "malformed") return mayBeDamaged(text) && damageIn({ syntax, text }) !== undefined;
  // `path=` at the end of a line: quoted-printable has broken the name.
  return text.endsWith(`${text.slice(syntax.pathStart, syntax.pathEnd)}=`) || (mayBeDamaged(text) && damageIn({ syntax, text }) !== undefined);
}

function mayBeDamaged(text: string): boolean {
  return text.includes("=");
}

/**
 * The directories of which the dump may not hold every child, so that a missing key says nothing there: those that an
 * elision or an error of the tool stands in or beside, that of an unreadable node, those of which a command let through a part, and those that were still
 * being printed where the text ends without a line end, or in the lines around a change.
 * @param isTelling whether so much of a directory was asked for by name that the rest of it is taken not to be there
 */
export function incompleteDirectories(store: Store, isTelling: (directory: StoreNode) => boolean = () => false): Set<StoreNode> {
  const incomplete = new Set<StoreNode>();
  const addUp = (entry: Entry | undefined): void => {
    for (let node = entry?.place; node !== undefined && !incomplete.has(node); node = node.parent) incomplete.add(node);
  };
  const between = [...store.gaps].filter((line) => line.syntax.kind !== "prompt" && !endsMail(store, line));
  const above = nearestEntries(between, (line) => store.text.previous(line));
  const below = nearestEntries(between.toReversed(), (line) => store.text.next(line));
  for (const entry of [...above.values(), ...below.values()]) addUp(entry);
  const last = store.text.lineAt(store.text.lineCount - 1);
  if (last !== undefined && (last.text !== "" || isEndOfHunk(store, last))) {
    let entry: Entry | undefined = last;
    while (entry !== undefined && entry.syntax.kind !== "entry") entry = store.text.previous(entry);
    addUp(entry);
  }
  for (const line of store.gaps) {
    const selection = line.syntax.kind === "prompt" ? selectionIn(line) : undefined;
    if (selection !== undefined) for (const place of leftIncomplete(store, line, selection)) incomplete.add(place);
  }
  // Last, since these do not concern the directories above.
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

/** The nodes below a prompt of which its command may have left something out. */
function* leftIncomplete(store: Store, prompt: Entry, selection: Selection): Generator<StoreNode> {
  const seen = new Set<StoreNode>();
  let first: Entry | undefined;
  let last: Entry | undefined;
  for (const line of store.text.lines(prompt)) {
    const { kind, form } = line.syntax;
    if (kind === "prompt" && line !== prompt) break;
    if (kind !== "entry") continue;
    first ??= line;
    last = line;
    if (selection.searches.length === 0) continue;
    // A line of a tree does not have the path that was searched.
    let path = form === "flat" ? line.path : "";
    for (const node of upFrom(line)) {
      if (seen.has(node)) break;
      seen.add(node);
      if (!letsThrough(selection, path)) yield node;
      path = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    }
  }
  if (selection.begins) yield* upFrom(first);
  if (selection.ends) yield* upFrom(last);
}

/** The node of a line, and all that it stands in. */
function* upFrom(line: Entry | undefined): Generator<StoreNode> {
  for (let node = line?.place; node !== undefined; node = node.parent) yield node;
}

/** So many lines that stay as they are stand below the last change in a patch, unless the text ends before. */
const CONTEXT = 3;

/** Whether a text ends with the lines that a patch shows below its last change: the text that it is for may go on. */
function isEndOfHunk(store: Store, last: Entry): boolean {
  let line = store.text.previous(last);
  for (let left = CONTEXT; left > 0; left -= 1) {
    if (line?.syntax.kind !== "entry" || !line.text.startsWith(" ")) return false;
    line = store.text.previous(line);
  }
  return line !== undefined && isChangedByPatch(line.text);
}

/** A mail may have lost the blank behind the `--` that ends it: what grep parts goes on with an entry. */
function endsMail(store: Store, line: Entry): boolean {
  return line.syntax.kind === "elision" && line.text.trim() === "--" && store.text.next(line)?.syntax.kind !== "entry";
}

/** The entry next to each gap; gaps in a row share the walk. */
function nearestEntries(gaps: Entry[], step: (line: Entry) => Entry | undefined): Map<Entry, Entry | undefined> {
  const found = new Map<Entry, Entry | undefined>();
  for (const gap of gaps) {
    if (gap.syntax.kind === "entry") continue;
    let line = step(gap);
    while (line !== undefined && line.syntax.kind !== "entry" && line.syntax.kind !== "prompt" && !found.has(line)) line = step(line);
    const known = line === undefined || line.syntax.kind === "prompt" ? undefined : line;
    found.set(gap, known !== undefined && found.has(known) ? found.get(known) : known);
  }
  return found;
}
