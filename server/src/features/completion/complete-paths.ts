import { show, showWhole } from "../../dump/show";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import type { PathCursor } from "./cursor";
import type { Completion } from "./item";
import { directoryText } from "./complete-keys";
import type { WritingPlace } from "./place";

/** Directories that every store has, by the path of their parent. */
const STRUCTURE: readonly { readonly inside: RegExp; readonly names: readonly string[] }[] = [
  { inside: /^$/, names: ["local"] },
  { inside: /^\/local$/, names: ["domain"] },
  { inside: /^\/local\/domain\/[0-9]+$/, names: ["device", "backend"] },
  { inside: /^\/local\/domain\/[0-9]+\/(?:device|backend)$/, names: ["vif"] },
];

/** The most directories that are offered at once; with more, the list is worked out again as the user types. */
const MOST_DIRECTORIES = 200;

/** The directories with which a path can go on. */
export interface Directories {
  readonly completions: readonly Completion[];
  readonly isIncomplete: boolean;
}

/** The directories that can come next below a directory: those in the dump, then those that every store has. */
export function directoriesIn(dump: AnalysedDump, place: WritingPlace, cursor: PathCursor): Directories {
  const { node } = place;
  const structural = STRUCTURE.find(({ inside }) => place.path !== undefined && inside.test(place.path === "/" ? "" : place.path))?.names ?? [];
  const absent = structural.filter((name) => node?.child(name) === undefined);
  if (place.form !== "flat") {
    // In a tree, a directory that is there has its line already.
    const completions = cursor.next === "nothing" && place.form === "tree" ? absent.map((name): Completion => ({ kind: "directory", label: name, text: directoryText(place, cursor, name) })) : [];
    return { completions, isIncomplete: false };
  }
  const typed = cursor.line.text.slice(cursor.segmentStart, cursor.at);
  const children = [...(node?.children?.values() ?? [])].filter(({ key, name }) => key === name && name !== "");
  const isIncomplete = children.length > MOST_DIRECTORIES;
  const listed = isIncomplete ? children.filter(({ name }) => name.startsWith(typed)) : children;
  const found = listed
    .toSorted((left, right) => byNumber(left.name, right.name))
    .slice(0, MOST_DIRECTORIES)
    .filter((child) => leadsOn(child, cursor))
    .map((child) => toCompletion(child.name, cursor, detailOf(dump, place, child)));
  return { completions: [...found, ...absent.map((name) => toCompletion(name, cursor))], isIncomplete };
}

/** Numbers by their size, then names by their characters. */
function byNumber(left: string, right: string): number {
  const [one, other] = [/^[0-9]{1,15}$/.test(left) ? Number(left) : Infinity, /^[0-9]{1,15}$/.test(right) ? Number(right) : Infinity];
  if (one !== other) return one < other ? -1 : 1;
  return left < right ? -1 : 1;
}

/** Whether a node has something below it, or could have. What is named only by the line that is being written does not count. */
function leadsOn(node: StoreNode, { line }: PathCursor): boolean {
  if (node.children === undefined) return node.entry !== undefined && node.entry !== line && node.entry.value === "" && node.entry.syntax.value === "whole";
  for (let at: StoreNode | undefined = node; at !== undefined; ) {
    if (at.entry !== undefined && at.entry !== line) return true;
    const [only, another]: Iterable<StoreNode> = at.children?.values() ?? [];
    if (another !== undefined) return true;
    at = only;
  }
  return false;
}

function toCompletion(name: string, { next }: PathCursor, detail?: string): Completion {
  return { kind: "directory", label: showWhole(name), text: [next === "nothing" ? `${name}/` : name], detail, ...(next === "nothing" ? { leadsOn: true } : {}) };
}

/** The name of the domain whose id the child is; undefined for other children. */
function detailOf(dump: AnalysedDump, { path, node }: WritingPlace, child: StoreNode): string | undefined {
  if (path === undefined || node === undefined || !/^\/local\/domain(?:\/[0-9]+\/backend\/(?:vif|qnic))?$/.test(path)) return undefined;
  const name = dump.store.resolve(`/local/domain/${child.name}/name`, node.top.capture)?.entry?.value;
  return name === undefined || name === "" ? undefined : show(name);
}
