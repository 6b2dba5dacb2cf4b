import { Line } from "../dump/line";
import { beginningOfName } from "./cut-name";
import type { Layout, NameTest } from "./layout";
import type { Entry, StoreNode } from "./node";

/** A directory with more nodes than this shares no layout with others, and has an index of its own. */
const MOST_LISTED = 32;
/** If more names than this may have been cut, they are not compared any more: any name may be among them. */
const MOST_COMPARED = 32;

/** A node, or the line of a leaf that nobody has asked for as a node. */
type Child = StoreNode | Entry;

/**
 * The nodes in a directory, in the order in which they came. Most nodes of a store are leaves that nobody ever asks for: a leaf is its line
 * until somebody does.
 */
export class Children {
  readonly #directory: StoreNode;
  #list: Child[] = [];
  /** The names in the list; undefined if there are many, if one may be cut, or if there are too many layouts already. */
  #layout: Layout | undefined;
  /** The children by key, if there are many. */
  #index: Map<string, Child> | undefined;
  /** Those whose name may be cut or unreadable, by key; undefined in nearly all directories. */
  #cut: Map<string, StoreNode> | undefined;

  constructor(directory: StoreNode) {
    this.#directory = directory;
    this.#layout = directory.top.capture.emptyLayout;
  }

  /** How many there are. */
  get size(): number {
    return this.#index?.size ?? this.#list.length;
  }

  /** The node under a key. A leaf becomes a node now. */
  get(key: string): StoreNode | undefined {
    const child = this.#find(key);
    return child instanceof Line ? this.#directory.leaf(child) : child;
  }

  /** Whether there is one under a key. Makes no node. */
  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  /** The line whose value counts for the node under a key; undefined if there is no such node, or no line holds it. */
  entryOf(key: string): Entry | undefined {
    const child = this.#find(key);
    return child instanceof Line ? child : child?.entry;
  }

  /** All of them. Each leaf becomes a node on the way: see `made` and `entries`. */
  *values(): Generator<StoreNode> {
    for (const child of this.#all()) yield child instanceof Line ? this.#directory.leaf(child) : child;
  }

  /** The same without the leaves that nobody has asked for as nodes. */
  *made(): Generator<StoreNode> {
    for (const child of this.#all()) if (!(child instanceof Line)) yield child;
  }

  /** The lines that pass a test, among those whose values count: one for each node that a line holds. */
  entries(passes: (entry: Entry) => boolean): readonly Entry[] {
    const entries: Entry[] = [];
    for (const child of this.#all()) {
      const entry = child instanceof Line ? child : child.entry;
      if (entry !== undefined && passes(entry)) entries.push(entry);
    }
    return entries;
  }

  /** The nodes whose name passes a test. */
  named(test: NameTest): readonly StoreNode[] {
    return this.#passing(test).map((child) => (child instanceof Line ? this.#directory.leaf(child) : child));
  }

  /** Whether some name passes a test. */
  someName(test: NameTest): boolean {
    return this.#passing(test).length > 0;
  }

  /**
   * Whether a node whose name may be cut or unreadable may really have the given name.
   * @param name the name, or the beginning of several
   */
  mayHold(name: string): boolean {
    if (this.#cut === undefined) return false;
    if (this.#cut.size > MOST_COMPARED) return true;
    for (const { entry } of this.#cut.values()) {
      const beginning = entry === undefined ? "" : beginningOfName(entry);
      if (name.startsWith(beginning) || beginning.startsWith(name)) return true;
    }
    return false;
  }

  /** Adds a node whose key is not there yet, or a leaf whose name is not. */
  add(child: Child): void {
    if (isCut(child)) (this.#cut ??= new Map()).set(child.key, child);
    if (this.#index === undefined && this.#list.length < MOST_LISTED) {
      this.#push(child, isCut(child) ? undefined : (this.#layout?.foreseen(child) ?? this.#layout?.branch(keyOf(child))));
      return;
    }
    if (child instanceof Line) child.slot = this.#directory;
    this.#index ??= new Map(this.#list.splice(0).map((listed) => [keyOf(listed), listed]));
    this.#layout = undefined;
    this.#index.set(keyOf(child), child);
  }

  /**
   * Adds a leaf, unless a node has its name already.
   * @returns that node; undefined if the leaf was added
   */
  addLeaf(line: Entry): StoreNode | undefined {
    const layout = this.#layout?.foreseen(line);
    // A foreseen layout has a name that is not here yet: there is no need to look for it.
    if (layout !== undefined) this.#push(line, layout);
    else {
      const found = this.get(line.name);
      if (found !== undefined) return found;
      this.add(line);
    }
    return undefined;
  }

  /** Puts the node of a leaf in the place of its line. */
  replaceLeaf(line: Entry, node: StoreNode): void {
    if (this.#index === undefined) this.#list[this.#list.indexOf(line)] = node;
    else this.#index.set(node.key, node);
  }

  /** Takes out the node under a key. */
  delete(key: string): void {
    this.#cut?.delete(key);
    if (this.#index !== undefined) this.#index.delete(key);
    else {
      const left = this.#list.filter((child) => !child.isNamed(key));
      this.#list = [];
      this.#layout = this.#directory.top.capture.emptyLayout;
      for (const child of left) this.add(child);
    }
  }

  #push(child: Child, layout: Layout | undefined): void {
    if (child instanceof Line) child.slot = this.#directory;
    // The first `push` to an array makes room for 17; most directories have only a few nodes.
    const list = this.#list;
    if (list.length === 0) this.#list = [child];
    else if (list.length === 1) this.#list = [list[0] as Child, child];
    else if (list.length === 2) this.#list = [list[0] as Child, list[1] as Child, child];
    else if (list.length === 3) this.#list = [list[0] as Child, list[1] as Child, list[2] as Child, child];
    else list.push(child);
    this.#layout = layout;
  }

  #find(key: string): Child | undefined {
    if (this.#index !== undefined) return this.#index.get(key);
    if (this.#layout === undefined) return this.#list.find((child) => child.isNamed(key));
    const position = this.#layout.positionOf(key);
    return position === undefined ? undefined : this.#list[position];
  }

  #passing(test: NameTest): readonly Child[] {
    if (this.#layout === undefined) return [...this.#all()].filter((child) => test.initials?.includes(initialOf(child)) !== false && test.passes(child.name));
    return this.#layout.positionsOf(test).map((position) => this.#list[position] as Child);
  }

  #all(): Iterable<Child> {
    return this.#index?.values() ?? this.#list;
  }
}

function keyOf(child: Child): string {
  return child instanceof Line ? child.name : child.key;
}

/** Empty for an empty name. */
function initialOf(child: Child): string {
  return child instanceof Line ? child.initial : child.name.charAt(0);
}

/** Whether a child is listed under a key of its own, because its name may be cut or unreadable. */
function isCut(child: Child): child is StoreNode {
  return !(child instanceof Line) && child.key !== child.name;
}
