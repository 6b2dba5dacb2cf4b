import type { TextChange } from "../dump/draft";
import type { LineSyntax } from "../dump/line-syntax";
import type { Line } from "../dump/line";
import type { LineChange, RewrittenLine } from "../dump/line-change";
import type { Text } from "../dump/text";
import { Capture, isTitle } from "./capture";
import { CaptureStarts } from "./capture-starts";
import { nameMayBeCut } from "./cut-name";
import { FlatDirectories } from "./flat-directories";
import { isGap, isPartial } from "./gap";
import { Layout } from "./layout";
import { StoreNode, Top, type Entry } from "./node";
import type { StoreNames } from "./store-names";

/** Texts whose lines a store has put into place already: this store, or an earlier one that broke off. */
const PLACED = new WeakSet<Text<StoreNode>>();

/**
 * The captured store of a text, kept up to date by the lines that an edit touched. There is one way to build it: putting
 * lines into place from some line on. Opening a text does that from its first line; an edit does it from the line
 * it touched, only as far as what follows can have moved.
 */
export class Store {
  readonly text: Text<StoreNode>;
  readonly #names: StoreNames;
  /** In the order of the text. */
  captures: Capture[] = [];
  /** Counts how often everything was built. Each time, all nodes become other objects. */
  generation = 0;
  /** Nodes that more than one line holds. */
  readonly duplicated = new Set<StoreNode>();
  /** Lines that say that the dump does not hold everything. */
  readonly gaps = new Set<Line<StoreNode>>();
  /**
   * Nodes that came, went, or have another value since somebody cleared the set. A node that went keeps its parent. After everything was
   * built or a capture got another root, the set holds at least the directories, and nodes that several lines hold: all others are in one of these.
   */
  touched = new Set<StoreNode>();
  readonly #flatDirectories = new FlatDirectories((directory, name) => this.#add(directory, new StoreNode(name, directory)));
  /** The nodes at paths in the first capture that has them, if somebody asked for them since the last change. */
  readonly #firstAt = new Map<string, StoreNode | undefined>();
  /** Whether these are all nodes that have a path. */
  #isListed = false;
  #cutNames = 0;
  /** What the layouts of all directories grow from, since everything was built. */
  #emptyLayout = Layout.empty();
  #building = false;
  /** Whether everything is to be built again. */
  #isStale = false;

  constructor(text: Text<StoreNode>, names: StoreNames) {
    this.text = text;
    this.#names = names;
    this.#build();
  }

  /**
   * Applies edits to the text, each as the one before has left it, and brings the store up to date. Everything is rebuilt only once if several of them require
   * it, such as a new prompt.
   * @param changed called with each change of the text, before nodes follow it
   */
  edit(edits: Iterable<TextChange>, changed: (change: LineChange<StoreNode>) => void = () => undefined): void {
    for (const { range, newText } of edits) {
      const change = this.text.replace(range, newText);
      changed(change);
      this.#follow(change);
    }
    if (this.#isStale) this.#build();
  }

  #follow(change: LineChange<StoreNode>): void {
    if (this.#isStale) return;
    this.#forgetFirst();
    this.#flatDirectories.forget();
    const rewritten = [...change.rewritten, ...change.reread];
    for (const line of [...change.removed, ...rewritten.map((rewrite) => rewrite.line)]) this.gaps.delete(line);
    for (const line of [...change.inserted, ...rewritten.map((rewrite) => rewrite.line)]) this.#noteGap(line);
    const moved = rewritten.filter((rewrite) => !this.#stays(rewrite));
    const left = [...moved, ...change.removed.map((line) => ({ line, syntax: line.syntax }))];
    const syntaxes = [...left, ...moved.map(({ line }) => line), ...change.inserted].map(({ syntax }) => syntax);
    const begins = left.some(({ line }) => line.place?.top.capture.beginsAt(line) === true || this.#mayPart(line.place));
    this.#isStale = begins || syntaxes.some(({ kind }) => kind === "prompt");
    if (this.#isStale) return;

    const lowest = syntaxes.reduce((least, syntax) => Math.min(least, reach(syntax)), Number.POSITIVE_INFINITY);
    for (const { line } of left) this.#take(line);
    if (lowest === Number.POSITIVE_INFINITY) return;
    const reread = change.reread.map(({ line }) => line.number);
    const end = Math.max(change.first + change.rewritten.length + change.inserted.length, ...reread.map((number) => number + 1));
    this.#isStale = !this.#place(Math.min(change.first, ...reread), end, lowest);
  }

  /** Finds a node by its absolute path: in the capture given first, then in the others from the top. */
  resolve(path: string, from: Capture): StoreNode | undefined {
    const found = from.resolve(path);
    if (found !== undefined || this.captures.length === 1) return found;
    // If somebody captured one store very often, all captures ask for the same few paths.
    if (!this.#isListed && !this.#firstAt.has(path)) {
      // Who follows the links of thousands of captures asks for so many paths that to go through all captures for each takes longer than to list what they hold.
      if (this.#firstAt.size * this.captures.length > this.text.lineCount) this.#listAll();
      else this.#firstAt.set(path, this.#findFirst(path));
    }
    return this.#firstAt.get(path);
  }

  #findFirst(path: string): StoreNode | undefined {
    for (const capture of this.captures) {
      const node = capture.resolve(path);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  #listAll(): void {
    this.#isListed = true;
    for (const capture of this.captures.toReversed()) {
      for (const top of [capture.base, capture.slash]) for (const node of top.subtree()) if (capture.resolve(node.path) === node) this.#firstAt.set(node.path, node);
    }
  }

  #forgetFirst(): void {
    this.#firstAt.clear();
    this.#isListed = false;
  }

  /** Sets where a capture was taken. What is below its base counts as touched. */
  setRoot(capture: Capture, root: string | undefined): void {
    if (capture.root === root) return;
    this.#forgetFirst();
    capture.setRoot(root);
    for (const node of capture.base.madeSubtree()) this.touched.add(node);
  }

  #build(): void {
    this.#isStale = false;
    if (PLACED.has(this.text)) this.text.each((line) => (line.slot = line.parent = undefined));
    PLACED.add(this.text);
    this.generation += 1;
    this.#emptyLayout = Layout.empty();
    this.captures = [];
    this.duplicated.clear();
    this.gaps.clear();
    this.touched = new Set();
    this.#flatDirectories.forget();
    this.text.eachOdd((line) => this.#noteGap(line));
    this.#building = true;
    this.#place(0, Number.POSITIVE_INFINITY, 0);
    this.#building = false;
    for (const node of this.duplicated) this.touched.add(node);
  }

  #noteGap(line: Line<StoreNode>): void {
    if (isGap(line.syntax) || isPartial(line)) this.gaps.add(line);
  }

  /** Whether a line that has another text holds the same node as before; the node then counts as touched. */
  #stays({ line, read, syntax }: RewrittenLine<StoreNode>): boolean {
    const now = line.syntax;
    if (syntax.kind !== "entry" && now.kind !== "entry") return syntax.kind !== "prompt" && now.kind !== "prompt";
    const same =
      syntax.kind === now.kind &&
      syntax.form === now.form &&
      syntax.pathStart - syntax.start === line.indentation &&
      read.slice(syntax.pathStart, syntax.pathEnd) === line.path &&
      nameMayBeCut(syntax) === nameMayBeCut(now) &&
      // A colon makes a word above a dump of it.
      read.charCodeAt(syntax.pathEnd) === line.codeAt(now.pathEnd);
    if (same && line.place !== undefined) this.touched.add(line.place);
    return same;
  }

  /**
   * Puts lines into place.
   * @param start the number of the first line
   * @param end the number of the line after the last new one; from there on, it stops as soon as nothing below can have moved
   * @param lowest the least indentation that the change concerns
   * @returns false if a capture begins or ends in these lines, unless they are all lines of the text
   */
  #place(start: number, end: number, lowest: number): boolean {
    const whole = end === Number.POSITIVE_INFINITY;
    const above = this.#entryAbove(start);
    if (!whole && above === undefined) return false;
    const starts = new CaptureStarts(this.#names);
    let capture = above?.place?.top.capture;
    let under = above?.syntax.form === "tree" ? above : undefined;
    let number = start;
    for (const row of this.text.rowsFrom(start)) for (let at = 0; at < row.length; at += 1) {
      const line = row[at] as Entry;
      const { kind, form } = line.syntax;
      const settled = number >= end;
      number += 1;
      if (kind === "prompt") {
        if (settled) return true;
        starts.prompt(line);
        capture = undefined;
        under = undefined;
      }
      if (kind !== "entry") continue;
      if (settled && (form === "flat" || line.indentation <= lowest)) return true;
      if (capture === undefined) {
        if (!whole) return false;
        capture = this.#begin(line, starts);
        starts.begun(capture);
      }
      if (!whole && mayMoveBeginning(line, capture)) return false;
      const parent = form === "tree" ? parentOf(line, under, this.#names) : undefined;
      if (form === "tree" && line.place !== undefined && line.place.parent !== (parent?.place ?? capture.base)) {
        if (this.#mayPart(line.place)) return false;
        this.#take(line);
      }
      line.parent = parent;
      under = form === "tree" ? line : undefined;
      if (line.slot === undefined) {
        this.#put(line, capture);
        if (!whole && this.#mayPart(line.place)) return false;
      }
      capture.see(line);
      const first = starts.at(line, capture);
      if (first === undefined) continue;
      if (!whole) return false;
      capture = this.#beginAt(first, line, starts);
      starts.begun(capture);
    }
    return true;
  }

  /**
   * Whether a node can decide where a capture begins: it is at the top of one whose command listed several directories, or of one whose root nothing tells, and there
   * is a link or stands beside one.
   */
  #mayPart(node: StoreNode | undefined): boolean {
    const base = node?.parent;
    return base instanceof Top && base === base.capture.base && (base.capture.isOneOfSeveral || (!base.capture.rootIsTold && this.#names.links.some((link) => node?.name === link || base.hasChild(link))));
  }

  /** Begins a capture at a line that was put into the one before, and moves the lines from `first` to `last` into it. */
  #beginAt(first: Entry, last: Entry, starts: CaptureStarts): Capture {
    const lines: { readonly line: Entry; readonly parent: Entry | undefined }[] = [];
    for (const line of this.text.lines(first)) {
      if (line.syntax.kind === "entry") lines.push({ line, parent: line === first ? undefined : line.parent });
      if (line === last) break;
    }
    for (const { line } of lines) this.#take(line);
    const capture = this.#begin(first, starts);
    for (const { line, parent } of lines) {
      line.parent = parent;
      this.#put(line, capture);
      capture.see(line);
    }
    return capture;
  }

  #begin(first: Entry, starts: CaptureStarts): Capture {
    const { root, selection } = starts;
    const capture = new Capture(first, root, selection, this.#emptyLayout);
    this.captures.push(capture);
    return capture;
  }

  #entryAbove(number: number): Entry | undefined {
    for (let line = this.text.lineAt(number - 1); line !== undefined; line = this.text.previous(line)) {
      if (line.syntax.kind === "prompt") return undefined;
      if (line.syntax.kind === "entry") return line;
    }
    return undefined;
  }

  /** Gives a line its node. */
  #put(line: Entry, capture: Capture): void {
    const directory = line.syntax.form === "flat" ? this.#flatDirectories.of(line, capture) : (line.parent?.place ?? capture.base);
    if (nameMayBeCut(line.syntax)) {
      this.#cutNames += 1;
      return this.#hold(this.#add(directory, new StoreNode(line.name, directory, `${line.name}\0${this.#cutNames}`)), line);
    }
    if (!this.#building) return this.#hold(directory.child(line.name) ?? this.#add(directory, new StoreNode(line.name, directory)), line);
    // While everything is built, nobody asks for leaves.
    this.#touchNew(directory);
    const found = directory.addLeaf(line);
    if (found !== undefined) this.#hold(found, line);
  }

  #add(directory: StoreNode, node: StoreNode): StoreNode {
    this.#touchNew(directory);
    directory.add(node);
    return node;
  }

  /** A node that becomes a directory counts as touched. While everything is built, nothing else does. */
  #touchNew(directory: StoreNode): void {
    if (directory.children === undefined) this.touched.add(directory);
  }

  #hold(node: StoreNode, line: Entry): void {
    line.slot = node;
    if (!this.#building) this.touched.add(node);
    if (node.entry === undefined) {
      node.entry = line;
      return;
    }
    node.earlier ??= new Set();
    if (node.entry.isBefore(line)) {
      node.earlier.add(node.entry);
      node.entry = line;
    } else node.earlier.add(line);
    this.duplicated.add(node);
  }

  /** Takes a line from its node, and the node from the store if nothing else holds it. */
  #take(line: Line<StoreNode>): void {
    let node = line.place;
    line.slot = undefined;
    line.parent = undefined;
    if (node === undefined) return;
    this.touched.add(node);
    if (node.earlier !== undefined) {
      if (node.entry === line) {
        node.entry = lastOf(node.earlier);
        node.earlier.delete(node.entry);
      } else node.earlier.delete(line);
      if (node.earlier.size === 0) {
        node.earlier = undefined;
        this.duplicated.delete(node);
      }
    } else node.entry = undefined;
    while (node.entry === undefined && node.children === undefined && node.parent?.children?.get(node.key) === node) {
      node.parent.children.delete(node.key);
      if (node.parent.children.size === 0) node.parent.children = undefined;
      this.touched.add(node);
      this.#flatDirectories.forget();
      node = node.parent;
    }
  }
}

/**
 * The entry that stands below all others. Thousands of duplicates may go one after the other, from the bottom: this looks up only where those in the lowest block stand.
 * An entry that is no longer in the text, and is to be taken from its node next, counts only if there is no other in its block.
 */
function lastOf(entries: ReadonlySet<Entry>): Entry {
  const last = [...entries].reduce((lowest, entry) => (lowest.block.index < entry.block.index ? entry : lowest));
  return last.block.lines.findLast((line) => entries.has(line)) ?? last;
}

/** Whether a line that an edit puts into a capture may change where one begins: it was in another one, or stands above the `opening` of this one. */
function mayMoveBeginning(line: Entry, capture: Capture): boolean {
  const { awaitsOpening, opening } = capture;
  return awaitsOpening || (opening !== undefined && line.isBefore(opening)) || (line.place !== undefined && line.place.top.capture !== capture);
}

/** The least indentation at which the parents of lines may depend on this one: any for a flat line, none for a line that is not an entry. */
function reach(syntax: LineSyntax): number {
  if (syntax.kind !== "entry") return Number.POSITIVE_INFINITY;
  return syntax.form === "flat" ? 0 : syntax.pathStart - syntax.start;
}

/** The line that a line of a tree is indented under. @param above the line of the tree above it */
function parentOf(line: Entry, above: Entry | undefined, names: StoreNames): Entry | undefined {
  let parent = above;
  while (parent !== undefined && parent.indentation >= line.indentation) parent = parent.parent;
  return parent !== undefined && parent.parent === undefined && isTitle(parent, names) ? undefined : parent;
}
