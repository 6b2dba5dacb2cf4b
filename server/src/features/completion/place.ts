import type { Backend } from "../../netif/backend";
import { isBackendPath, isFrontendPath } from "../../netif/device-address";
import type { Frontend } from "../../netif/frontend";
import type { Place } from "../../netif/key";
import { queueIndex } from "../../netif/queue-name";
import { descend, type Capture } from "../../store/capture";
import type { Entry, StoreNode } from "../../store/node";
import { pathBelow } from "../../store/root";
import type { AnalysedDump } from "../analysed-dump";
import { placeInside } from "../netif-place";
import type { PathCursor } from "./cursor";

/** The directory that the user is writing into. */
export interface WritingPlace {
  /** `bare`: the user typed only a name among flat lines, which need whole paths. */
  readonly form: "flat" | "tree" | "bare";
  /** Undefined for a directory that the dump does not hold yet. */
  readonly node: StoreNode | undefined;
  /** The absolute path without a slash at the end; undefined if the dump does not tell it. */
  readonly path: string | undefined;
  /** What to write before a name: for a bare name the path of its directory with a slash at the end, else nothing. */
  readonly directory: string;
  /** The part of a vif that keys in the directory belong to; undefined outside vifs. */
  readonly netif: WrittenNetif | undefined;
  /** The line nearby that a new one should look like: the nearest above, or else below. */
  readonly neighbour: Entry | undefined;
  /** How many blanks before the cursor must go for a line of a tree to be in the directory. */
  readonly outdent?: number;
}

/** A directory for keys of a vif. It need not be in the dump yet. */
export interface WrittenNetif {
  readonly at: Place;
  readonly directory: Frontend | Backend | undefined;
  /** The index of the queue, if it is the directory of one. */
  readonly queue: number | undefined;
}

/** How many lines away a neighbour may be. */
const FARTHEST = 1000;

/** Finds the directories that the path at the cursor can lead into: none, one, or those that a bare name could mean, the nearest first. */
export function writingPlaces(dump: AnalysedDump, cursor: PathCursor): WritingPlace[] {
  const { line, start, segmentStart } = cursor;
  const above = neighbour(dump, line, "previous");
  const near = above ?? neighbour(dump, line, "next");
  const capture = near?.place?.top.capture ?? line.place?.top.capture;
  if (segmentStart > start) return behindPath(dump, line.text.slice(start, segmentStart - 1), capture, near);
  if (near?.place === undefined || capture === undefined) return [];
  return near.syntax.form === "flat" ? besideFlat(dump, near) : amongTree(dump, cursor, capture, above, near);
}

/** What is written leads to one directory, if it is an absolute path, or the lines around have relative ones. */
function behindPath(dump: AnalysedDump, written: string, capture: Capture | undefined, near: Entry | undefined): WritingPlace[] {
  if (written === "" || written.startsWith("/")) return [placed(dump, "flat", capture && absoluteNode(dump, capture, written), written, near)];
  if (capture === undefined || near === undefined || near.syntax.form === "tree" || near.path.startsWith("/")) return [];
  return [placed(dump, "flat", descend(capture.base, written), absolutePath(capture, written), near)];
}

/** A line of a tree goes into the directory that its indentation says. */
function amongTree(dump: AnalysedDump, { line, start, prefixEnd, next }: PathCursor, capture: Capture, above: Entry | undefined, near: Entry): WritingPlace[] {
  const indentation = start - prefixEnd;
  // If the line below is indented deeper, a new line here would become its parent.
  const below = next === "nothing" ? neighbour(dump, line, "next") : undefined;
  if (below?.syntax.form === "tree" && below.indentation > indentation) return [];
  let parent = above;
  while (parent !== undefined && parent.indentation >= indentation) parent = parent.parent;
  const node = parent?.place ?? capture.base;
  const inside = placed(dump, "tree", node, knownPath(node), near);
  if (inside.netif?.at !== "queue" || parent === undefined || node.parent === undefined) return [inside];
  // Below the last line of a queue, an editor begins the next one in the queue, where the keys of the frontend and further queues do not belong.
  const isBelowLast = next === "nothing" && (below === undefined || below.indentation <= parent.indentation);
  return isBelowLast ? [inside, { ...placed(dump, "tree", node.parent, knownPath(node.parent), near), outdent: indentation - parent.indentation }] : [inside];
}

/** The form of the lines around a line, the nearest above or else below; undefined if there are none. */
export function formAround(dump: AnalysedDump, line: Entry): "flat" | "tree" | undefined {
  return (neighbour(dump, line, "previous") ?? neighbour(dump, line, "next"))?.syntax.form;
}

/** A bare name goes into the directory that the neighbour is or is in, or, if that is a queue, into the frontend above it. At most two are found. */
function besideFlat(dump: AnalysedDump, near: Entry): WritingPlace[] {
  const places: WritingPlace[] = [];
  let directory = `${near.path}/`;
  for (let node = near.place; node !== undefined && directory !== "" && places.length < 2; node = node.parent) {
    const place = placed(dump, "bare", node, knownPath(node), near);
    if (place.netif !== undefined) places.push({ ...place, directory });
    else if (node !== near.place) break;
    directory = directory.slice(0, directory.lastIndexOf("/", directory.length - 2) + 1);
  }
  return places;
}

/** The path of a node; undefined if its capture does not tell where it was taken. */
export function knownPath(node: StoreNode): string | undefined {
  return node.top.absolute ? node.path : undefined;
}

function placed(dump: AnalysedDump, form: WritingPlace["form"], node: StoreNode | undefined, path: string | undefined, near: Entry | undefined): WritingPlace {
  const known = node && placeInside(dump.model, node);
  const netif = known === undefined ? netifByPath(dump, path, near) : { ...known, queue: known.at === "queue" ? queueIndex(node?.name ?? "") : undefined };
  return { form, node, path, directory: "", netif, neighbour: near };
}

/** The part of a vif that a directory is by its path alone. The directory may still be empty. */
function netifByPath(dump: AnalysedDump, path: string | undefined, near: Entry | undefined): WrittenNetif | undefined {
  if (path === undefined) return undefined;
  if (isFrontendPath(path)) return { at: "frontend", directory: undefined, queue: undefined };
  if (isBackendPath(path)) return { at: "backend", directory: undefined, queue: undefined };
  const slash = path.lastIndexOf("/");
  const queue = queueIndex(path.slice(slash + 1));
  if (queue === undefined || !isFrontendPath(path.slice(0, slash))) return undefined;
  const capture = near?.place?.top.capture ?? dump.store.captures[0];
  const node = capture && dump.store.resolve(path.slice(0, slash), capture);
  const directory = node && dump.model.directory(node);
  return { at: "queue", directory: directory?.side === "frontend" ? directory : undefined, queue };
}

function absoluteNode(dump: AnalysedDump, capture: Capture, path: string): StoreNode | undefined {
  if (path !== "") return dump.store.resolve(path, capture);
  return capture.slash.children === undefined && capture.root === "/" ? capture.base : capture.slash;
}

function absolutePath({ root }: Capture, relative: string): string | undefined {
  return root === undefined ? undefined : pathBelow(root, relative);
}

/** The next entry in a direction, within the same capture and not too far. */
function neighbour({ text }: AnalysedDump, line: Entry, step: "previous" | "next"): Entry | undefined {
  let at = text[step](line);
  for (let steps = 0; at !== undefined && steps < FARTHEST; steps += 1) {
    if (at.syntax.kind === "prompt") return undefined;
    // An indented line that cannot be read holds its place in the tree, but does not show a form to follow.
    if (at.syntax.kind === "entry" && at.syntax.pathEnd > at.syntax.pathStart) return at;
    at = text[step](at);
  }
  return undefined;
}
