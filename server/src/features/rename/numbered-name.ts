import { CUT_MARKER_AT_END } from "../../dump/cut-marker";
import { MAX_PATH_LENGTH } from "../../dump/path";
import { spanIn } from "../../dump/span";
import { isNumber } from "../../netif/device-address";
import { readDecimal } from "../../netif/decimal";
import { errorNodeDevice } from "../../netif/error-node";
import { misnamedQueue, queueIndex } from "../../netif/queue-name";
import type { Entry, StoreNode } from "../../store/node";
import type { EntrySpan } from "../../store/spans";

/** A place in a dump that names a domain, a vif or a queue by its number. */
export interface NumberedName {
  readonly span: EntrySpan;
  /** What is named, by the path of its directory: `/local/domain/1`, `…/device/vif/0` of its frontend, or `…/queue-1` in that. */
  readonly thing: string;
  /** Which part of the line names it; a command or a comment tells paths, too. */
  readonly part: "path" | "value" | "permissions" | "command";
  /** The path down to the name; empty for a number that is not in a path. */
  readonly directory: string;
  /** The line is cut or broken off here, so that more of the number may have followed. */
  readonly isUnsure: boolean;
}

/** Something that a path names along the way. */
interface Step {
  /** The index of the segment that names it. */
  readonly at: number;
  readonly thing: string;
}

/**
 * Where paths name a domain (D), a vif of it (V) or a queue of that (Q): the last word says which. N is any number, * anything.
 * The same numbers stand in the paths of a frontend, its backend, their error nodes, libxl's copy, and what the guest's agent says about the vif.
 */
const PLACES = [
  "local domain D",
  "local domain N backend * D",
  "local domain N error backend * D",
  "local domain N device-model D",
  "libxl D",
  "local domain D device vif V",
  "local domain D error device vif V",
  "local domain D attr vif V",
  "local domain N backend vif D V",
  "local domain N backend qnic D V",
  "local domain N error backend vif D V",
  "local domain N error backend qnic D V",
  "libxl D device vif V",
  "local domain D device vif V Q",
].map((place) => place.split(" "));

/** No place has more segments than this. */
const MOST_SEGMENTS = 8;
const VIF = /\/device\/vif\/[0-9]+$/;
/** The keys whose value is the number of a domain or a vif. */
const IDS: readonly string[] = ["backend-id", "frontend-id", "domid", "handle"];
/** The domains in permissions: `(n0,r1)`. */
const PERMITTED = /(?<=[(,]\w)[0-9]+/g;
/** The directories that a command lists, or that a comment or a heading tells. */
const TOLD_PATH = /(?<=^|[\s"'])\/[^\s"':]+/g;
/** A path in the words of an error node. */
const QUOTED_PATH = /\/local\/domain\/[-0-9A-Za-z_@/]+/g;

/** The name of a thing, which is the last segment of its path: a number, or `queue-1`. */
export function nameOf(thing: string): string {
  return thing.slice(thing.lastIndexOf("/") + 1);
}

/** The paths of the directories of domains, vifs and queues that a path leads through. */
export function thingsIn(path: string): string[] {
  return Array.from(stepsOf(path.split("/", MOST_SEGMENTS + 1).slice(1)), ({ thing }) => thing);
}

/** Whether the value of an entry may be the number of a domain or a vif. */
export function isId(entry: Entry): boolean {
  return IDS.some((name) => entry.isNamed(name));
}

/** The places in a line that name a domain, a vif or a queue by its number. Prompts and lines of permissions hold no node, but may name some too. */
export function* numberedNames(line: Entry): Generator<NumberedName> {
  const { kind, start } = line.syntax;
  // A continuation of an entry is read with the entry's first line.
  if (line.head !== undefined) return;
  if (kind === "prompt") yield* namesInText(line, start, line.read.slice(start), TOLD_PATH, "command", false);
  else if (kind === "permissions") yield* namesInPermissions(line, 0, line.read);
  else if (kind === "entry" && line.place !== undefined) yield* namesInEntry(line);
}

function* namesInEntry(entry: Entry): Generator<NumberedName> {
  const { pathStart, valueStart, value: form, permissionsStart, permissionsEnd } = entry.syntax;
  const node = entry.place;
  if (node === undefined) return;
  const { path } = node;
  // The line may hold only the last part of the path: in a tree, just the name.
  yield* namesInPath(entry, path, pathStart - (path.length - entry.path.length), pathStart, "path", node.key !== node.name);
  if (form !== "unreadable") {
    const isUnsure = form !== "whole";
    const value = entry.value.replace(isUnsure ? CUT_MARKER_AT_END : /$/, "");
    if (value.startsWith("/")) yield* namesInPath(entry, value, valueStart, valueStart, "value", isUnsure);
    else {
      const thing = thingOfId(node, value);
      if (thing !== undefined) yield { span: spanIn(entry, valueStart, valueStart + value.length), thing, part: "value", directory: "", isUnsure };
      if (errorNodeDevice(node) !== undefined) yield* namesInText(entry, valueStart, value, QUOTED_PATH, "value", isUnsure);
    }
  }
  if (permissionsEnd > 0) yield* namesInPermissions(entry, permissionsStart, entry.read.slice(permissionsStart, permissionsEnd));
}

/**
 * @param origin the offset in `entry.read` where the path begins, or would begin if the line held all of it
 * @param from the offset where the part of the path that the line holds begins
 */
function* namesInPath(entry: Entry, path: string, origin: number, from: number, part: NumberedName["part"], isUnsure: boolean): Generator<NumberedName> {
  if (!path.startsWith("/") || path.length > MAX_PATH_LENGTH) return;
  const segments = path.split("/", MOST_SEGMENTS + 1).slice(1);
  const starts: number[] = [];
  let start = origin + 1;
  for (const segment of segments) {
    starts.push(start);
    start += segment.length + 1;
  }
  for (const { at, thing } of stepsOf(segments)) {
    const begin = starts[at] ?? 0;
    const end = begin + (segments[at]?.length ?? 0);
    if (begin >= from) yield { span: spanIn(entry, begin, end), thing, part, directory: path.slice(0, end - origin), isUnsure: isUnsure && end === origin + path.length };
  }
}

function* stepsOf(segments: readonly string[]): Generator<Step> {
  for (const place of PLACES) {
    const at = place.length - 1;
    if (segments.length <= at || !place.every((word, index) => fitsWord(word, segments[index] ?? ""))) continue;
    const numberOf = (word: string): string => segments[place.indexOf(word)] ?? "";
    const domain = `/local/domain/${numberOf("D")}`;
    const vif = `${domain}/device/vif/${numberOf("V")}`;
    const last = place[at];
    yield { at, thing: last === "D" ? domain : last === "V" ? vif : `${vif}/${numberOf("Q")}` };
  }
}

function fitsWord(word: string, segment: string): boolean {
  if (word.length > 1) return word === segment;
  if (word === "Q") return queueIndex(segment) !== undefined || misnamedQueue(segment) !== undefined;
  return word === "*" || isNumber(segment);
}

/**
 * The names in the paths within a text that is not a path itself.
 * @param isCut whether the text may have gone on
 */
function* namesInText(line: Entry, origin: number, text: string, paths: RegExp, part: NumberedName["part"], isCut: boolean): Generator<NumberedName> {
  for (const { 0: path, index } of text.matchAll(paths)) yield* namesInPath(line, path, origin + index, origin + index, part, isCut && index + path.length === text.length);
}

function* namesInPermissions(line: Entry, origin: number, permissions: string): Generator<NumberedName> {
  for (const { 0: domid, index } of permissions.matchAll(PERMITTED)) {
    yield { span: spanIn(line, origin + index, origin + index + domid.length), thing: `/local/domain/${domid}`, part: "permissions", directory: "", isUnsure: false };
  }
}

/** What the number in a key names: the domain at the other end, the domain itself, or the vif that it is in. */
function thingOfId({ name, parent }: StoreNode, value: string): string | undefined {
  if (!IDS.includes(name)) return undefined;
  const number = readDecimal(value);
  if (number === undefined) return undefined;
  if (name === "backend-id" || name === "frontend-id") return `/local/domain/${number}`;
  const segments = parent?.path.split("/").slice(1) ?? [];
  if (name === "domid") return /^local\/domain\/[0-9]+$/.test(segments.join("/")) ? `/local/domain/${number}` : undefined;
  const owner = Array.from(stepsOf(segments)).find(({ at, thing }) => at === segments.length - 1 && VIF.test(thing));
  return owner?.thing.replace(/[0-9]+$/, String(number));
}
