import { Line } from "../dump/line";
import type { Entry, StoreNode } from "./node";

/** In a directory of this many nodes, going through them is as fast as an index, which takes ten times the memory. */
const MOST_LISTED = 32;

/** A node, or the line of a leaf that nobody has asked for as a node. */
type Child = StoreNode | Entry;

/**
 * The nodes in a directory, in the order in which they came. Most nodes of a store are leaves that nobody ever asks for: a leaf is its line
 * until somebody does.
 */
export class Children {
  readonly #directory: StoreNode;
  #list: Child[] = [];
  /** By name, where there are many. */
  #index: Map<string, Child> | undefined = undefined;

  constructor(directory: StoreNode) {
    this.#directory = directory;
  }

  get size(): number {
    return this.#index?.size ?? this.#list.length;
  }

  /** The node of that key. */
  get(key: string): StoreNode | undefined {
    const child = this.#find(key);
    return child instanceof Line ? this.#directory.leaf(child) : child;
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  /** The line whose value counts for the node of that key; undefined where there is no node, or none that has a line. */
  entryOf(key: string): Entry | undefined {
    const child = this.#find(key);
    return child instanceof Line ? child : child?.entry;
  }

  *values(): Generator<StoreNode> {
    for (const child of this.#all()) yield child instanceof Line ? this.#directory.leaf(child) : child;
  }

  /** The lines whose values count, of the nodes that have one, as far as they pass a test. */
  entries(passes: (entry: Entry) => boolean): readonly Entry[] {
    const entries: Entry[] = [];
    for (const child of this.#all()) {
      const entry = child instanceof Line ? child : child.entry;
      if (entry !== undefined && passes(entry)) entries.push(entry);
    }
    return entries;
  }

  /**
   * The nodes whose name passes a test.
   * @param initials what such a name begins with, so that most are told by that
   */
  named(initials: string, passes: (name: string) => boolean): readonly StoreNode[] {
    const nodes: StoreNode[] = [];
    for (const child of this.#all()) {
      if (initials.includes(initialOf(child)) && passes(child.name)) nodes.push(child instanceof Line ? this.#directory.leaf(child) : child);
    }
    return nodes;
  }

  /** Whether some name passes a test. */
  someName(passes: (name: string) => boolean): boolean {
    for (const child of this.#all()) if (passes(child.name)) return true;
    return false;
  }

  /** Whether the names of some nodes may have been cut. */
  get hasCutNames(): boolean {
    for (const child of this.#all()) if (!(child instanceof Line) && child.key !== child.name) return true;
    return false;
  }

  /** Adds a node whose key is not there yet, or a leaf whose name is not. */
  add(child: Child): void {
    if (child instanceof Line) child.slot = this.#directory;
    if (this.#index === undefined && this.#list.length < MOST_LISTED) {
      this.#list.push(child);
      return;
    }
    this.#index ??= new Map(this.#list.splice(0).map((listed) => [keyOf(listed), listed]));
    this.#index.set(keyOf(child), child);
  }

  /** Puts the node of a leaf in the place of its line. */
  replaceLeaf(line: Entry, node: StoreNode): void {
    if (this.#index === undefined) this.#list[this.#list.indexOf(line)] = node;
    else this.#index.set(node.key, node);
  }

  delete(key: string): void {
    if (this.#index !== undefined) this.#index.delete(key);
    else this.#list = this.#list.filter((child) => !isKeyOf(child, key));
  }

  #find(key: string): Child | undefined {
    if (this.#index !== undefined) return this.#index.get(key);
    for (const child of this.#list) if (isKeyOf(child, key)) return child;
    return undefined;
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

function isKeyOf(child: Child, key: string): boolean {
  return child instanceof Line ? child.isNamed(key) : child.key === key;
}
