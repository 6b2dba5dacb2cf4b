import type { LineKind, LineSyntax } from "../../dump/line-syntax";
import { show } from "../../dump/show";
import { t } from "../../l10n";
import { netifKey } from "../../netif/keys";
import { STORE_NAMES } from "../../netif/store-names";
import { isTitle } from "../../store/capture";
import { isGap, isToldByName } from "../../store/gap";
import type { Entry, StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import type { UnsaidLoss } from "./loss";

/** What a line of a dump holds, independent of the form of the dump. */
export interface OutlinedLine {
  /** Zero-based. */
  readonly line: number;
  readonly entry: Entry;
  /** Comments and gaps above the line, each to be written on a line of its own. */
  readonly above: readonly string[];
  /** The permissions as written, `(n0,r1)`; empty if the dump has none. */
  permissions: string;
}

/** A node of a capture: a line of the dump, or a directory that only its contents name. */
export interface OutlinedNode {
  /** As written, and empty if the tool has cut it away. */
  readonly name: string;
  readonly parent: OutlinedNode | undefined;
  /** In the order of the dump. */
  readonly children: Map<string, OutlinedNode>;
  /** The line whose value counts. */
  held: OutlinedLine | undefined;
}

/** A node that has a line in the dump. */
export interface HeldNode extends OutlinedNode {
  held: OutlinedLine;
}

/** The nodes of a capture below one top. */
export interface Outline {
  /** `/`, or the directory whose path the dump does not tell. */
  readonly top: OutlinedNode;
  /** The paths begin at `/`. */
  readonly absolute: boolean;
  /** The nodes that have a line, in the order in which the dump first names them. */
  readonly nodes: HeldNode[];
}

/** All that a dump holds, put in order to be written in another form. */
export interface OutlinedDump {
  readonly outlines: readonly Outline[];
  /** Comments and gaps below the last node. */
  readonly below: readonly string[];
  /** Lines that cannot be read, and lines that do not count because a later one has the same path. */
  readonly losses: readonly UnsaidLoss[];
  /** Lines that say that the dump does not hold everything around them. */
  readonly gaps: readonly UnsaidLoss[];
  /** The dump breaks off without a line end: it may not be all. */
  readonly endsOpen: boolean;
}

/** Puts the nodes of a dump in order. Never fails; takes time linear in the lines of the dump. */
export function outlineOf(dump: AnalysedDump): OutlinedDump {
  const reader = new OutlineReader(dump);
  let number = 0;
  let last = "";
  for (const line of dump.text.lines()) {
    reader.read(line, number);
    number += 1;
    last = line.text;
  }
  return { outlines: reader.outlines, below: reader.pending, losses: reader.losses, gaps: reader.gaps, endsOpen: last !== "" };
}

/** The path of a node as a flat line has it: with a slash in front where the outline begins at `/`. */
export function outlinedPath(node: OutlinedNode, { top, absolute }: Outline): string {
  const names: string[] = [];
  for (let at: OutlinedNode | undefined = node; at !== undefined && at !== top; at = at.parent) names.push(at.name);
  return (absolute ? "/" : "") + names.reverse().join("/");
}

/** Whether the name of the node, or of a directory above it, is missing in its line, so that no path leads to it. */
export function lacksPath(node: OutlinedNode): boolean {
  for (let at: OutlinedNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.name === "" && at.held?.entry.syntax.form === "tree") return true;
  }
  return false;
}

/** What tells whether words are nodes. */
const DECIDING: ReadonlySet<LineKind> = new Set(["entry", "permissions", "prompt"]);

class OutlineReader {
  readonly outlines: Outline[] = [];
  readonly losses: UnsaidLoss[] = [];
  readonly gaps: UnsaidLoss[] = [];
  pending: string[] = [];
  readonly #dump: AnalysedDump;
  readonly #outlineOf = new Map<StoreNode, Outline>();
  readonly #outlined = new Map<StoreNode, OutlinedNode>();
  /** The node without a readable value on the line before: a line of permissions alone belongs to it. */
  #unreadable: OutlinedLine | undefined;
  /** The last line that decides whether words are labels. */
  #decided: Entry | undefined;
  /** The line that decides whether words above it are labels, in an array if anybody looked for it: there may be none. */
  #deciding: readonly [Entry | undefined] | undefined;
  /** The directory of the line before, if somebody asked for that line by name. */
  #askedIn: StoreNode | undefined;

  constructor(dump: AnalysedDump) {
    this.#dump = dump;
  }

  read(line: Entry, number: number): void {
    const { syntax } = line;
    if (isDeciding(line)) [this.#decided, this.#deciding] = [line, undefined];
    if (syntax.kind === "permissions" && this.#unreadable !== undefined) this.#unreadable.permissions = line.read.slice(syntax.start).trim();
    this.#unreadable = undefined;
    const askedIn = isToldByName(line) ? line.place?.parent : undefined;
    // Without a gap above it, the new form would say that its directory holds nothing else.
    if (askedIn !== undefined && askedIn !== this.#askedIn) {
      this.#note({ line: number, say: () => t("The dump holds only the keys of this directory that somebody asked for.") }, "[...]");
    }
    this.#askedIn = askedIn;
    if (line.place === undefined) this.#pass(line, number);
    else if (this.#isLabel(line, line.place)) {
      const written = show(line.read.slice(syntax.start).trim());
      this.losses.push({ line: number, say: () => t("{0} is taken for a word that somebody wrote above the dump, and is left out.", written) });
    } else this.#hold(line, line.place, number);
  }

  /** Whether a line is a word that somebody wrote above a dump: one begins at the next line that is part of any. */
  #isLabel(line: Entry, { top }: StoreNode): boolean {
    if (!mayBeTitle(line)) return false;
    this.#deciding ??= [this.#decidingBelow(line)];
    const [below] = this.#deciding;
    // Above a prompt, words are a capture of their own; but between two prompts, or below the name of a key, they are what the tool printed.
    if (below?.syntax.kind === "prompt") return top.capture.awaitsOpening && this.#decided?.syntax.kind !== "prompt" && this.#decided?.place?.top !== top;
    return below?.place?.top.capture.beginsAt(below) === true;
  }

  #decidingBelow(word: Entry): Entry | undefined {
    for (const line of this.#dump.text.lines(word)) if (isDeciding(line)) return line;
    return undefined;
  }

  #hold(line: Entry, place: StoreNode, number: number): void {
    const outline = this.#outlineAt(place);
    const node = this.#node(place, outline);
    const before = node.held;
    const held = { line: number, entry: line, above: before === undefined ? this.pending : before.above, permissions: line.permissions };
    if (before === undefined) {
      this.pending = [];
      outline.nodes.push(Object.assign(node, { held }));
    } else {
      node.held = held;
      const path = show(outlinedPath(node, outline));
      this.losses.push({ line: before.line, say: () => t("{0} is in the dump again, in line {1}, which counts. This value is left out.", path, number + 1) });
    }
    if (line.syntax.value === "unreadable") this.#unreadable = held;
  }

  /** A line that holds no node. */
  #pass(line: Entry, number: number): void {
    const { read, syntax } = line;
    const written = read.slice(syntax.start).trim();
    if (syntax.kind === "malformed") {
      if (this.#dump.isAroundDump(line)) this.losses.push({ line: number, isHarmless: true, say: () => t("This is not part of the dump and is left out: {0}", show(written)) });
      else this.losses.push({ line: number, say: () => t("This line cannot be read and is left out: {0}", show(written)) });
    } else if (isGap(syntax)) {
      this.#note({ line: number, say: () => gapMessage(syntax) }, syntax.kind === "elision" ? written : "[...]");
    } else if (syntax.kind === "comment" && written.startsWith("#")) this.pending.push(written);
  }

  /** @param written the line that stands for the gap in the new form */
  #note(gap: UnsaidLoss, written: string): void {
    this.gaps.push(gap);
    this.pending.push(written);
  }

  #node(place: StoreNode, outline: Outline): OutlinedNode {
    if (place.parent === undefined) return outline.top;
    const known = this.#outlined.get(place);
    if (known !== undefined) return known;
    const parent = this.#node(place.parent, outline);
    // The directory that a capture was taken in gets its name later than its key.
    const key = place.key === "" ? place.name : place.key;
    let node = parent.children.get(key);
    if (node === undefined) {
      node = { name: place.name, parent, children: new Map(), held: undefined };
      parent.children.set(key, node);
    }
    this.#outlined.set(place, node);
    return node;
  }

  /** Nodes of one capture with absolute paths share an outline, whether the lines hold the whole path or the root of the capture completes it. */
  #outlineAt(place: StoreNode): Outline {
    const { top } = place;
    const known = this.#outlineOf.get(top);
    if (known !== undefined) return known;
    const { capture } = top;
    const other = top.absolute ? [capture.slash, capture.base.top].find((found) => found.absolute && this.#outlineOf.has(found)) : undefined;
    let outline = other && this.#outlineOf.get(other);
    if (outline === undefined) {
      outline = { top: { name: "", parent: undefined, children: new Map(), held: undefined }, absolute: top.absolute, nodes: [] };
      this.outlines.push(outline);
    }
    this.#outlineOf.set(top, outline);
    return outline;
  }
}

/** Whether a line at the top of a capture may be a word above a dump, `before:`. The name of a key is none: the tool prints a key that it cannot read like that. */
function mayBeTitle(line: Entry): boolean {
  if (line.parent !== undefined || !isTitle(line, STORE_NAMES) || isKey(line.path)) return false;
  return line.place?.parent?.parent === undefined && line.place?.children === undefined;
}

function isDeciding(line: Entry): boolean {
  return DECIDING.has(line.syntax.kind) && !mayBeTitle(line);
}

function isKey(name: string): boolean {
  return netifKey(name, "frontend") !== undefined || netifKey(name, "backend") !== undefined;
}

function gapMessage({ kind }: LineSyntax): string {
  return kind === "elision" ? t("Lines were left out here: the dump does not show what they held.") : t("xenstore-ls printed a message here: what it could not read is not in the dump.");
}
