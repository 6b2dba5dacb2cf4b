import { SLASH } from "../dump/characters";
import type { Line, Slot } from "../dump/line";
import type { Capture } from "./capture";
import { Children } from "./children";

/** A line that holds a node of the store. */
export type Entry = Line<StoreNode>;

/**
 * A node of a captured store. It knows its parent but not its path, so that renaming or moving a directory does not
 * touch what is below it. The store keeps it as long as a line holds it or something below it.
 */
export class StoreNode implements Slot<StoreNode> {
  name: string;
  parent: StoreNode | undefined;
  children: Children | undefined;
  /** The line whose value counts: the last one in the capture. Undefined for a directory that only its contents name. */
  entry: Entry | undefined;
  /** The other lines that hold the same node, in no particular order. There may be very many, and all may come and go at once. */
  earlier: Set<Entry> | undefined;
  /** What the parent lists it under: its name, or a unique key if the name may be cut, because several cut names may look alike. */
  readonly key: string;

  constructor(name: string, parent: StoreNode | undefined, key = name) {
    this.name = name;
    this.parent = parent;
    this.key = key;
  }

  /** Whether the parent lists it under that name. */
  isNamed(name: string): boolean {
    return this.key === name;
  }

  /** The child of that name; undefined if there is none. A leaf becomes a node now: to read only its value, `childEntry` is cheaper. */
  child(name: string): StoreNode | undefined {
    return this.children?.get(name);
  }

  /** The line whose value counts for the child of that name; without making a node of it. */
  childEntry(name: string): Entry | undefined {
    return this.children?.entryOf(name);
  }

  /** Whether there is a child of that name. */
  hasChild(name: string): boolean {
    return this.children?.has(name) === true;
  }

  /** Adds a node whose key is not there yet. */
  add(child: StoreNode): void {
    this.children ??= new Children(this);
    this.children.add(child);
  }

  /**
   * Adds a leaf, unless a node has its name already. The leaf is its line until somebody asks for its node.
   * @returns the node that has the name; undefined if the leaf was added
   */
  addLeaf(line: Entry): StoreNode | undefined {
    this.children ??= new Children(this);
    return this.children.addLeaf(line);
  }

  /** Makes the node of a leaf that is listed as its line. */
  leaf(line: Entry): StoreNode {
    const node = new StoreNode(line.name, this);
    node.entry = line;
    line.slot = node;
    this.children?.replaceLeaf(line, node);
    return node;
  }

  /** The node that a line with this slot holds: this node, or a leaf in it. */
  placeOf(line: Entry): StoreNode {
    return this.isHeldBy(line) ? this : this.leaf(line);
  }

  /** The directory that a line with this slot holds, or else the one that it stands in. */
  surroundingsOf(line: Entry): StoreNode {
    return this.isHeldBy(line) && this.children === undefined && this.parent !== undefined ? this.parent : this;
  }

  /** Whether a line holds this node. */
  isHeldBy(line: Entry): boolean {
    return this.entry === line || this.earlier?.has(line) === true;
  }

  /** The lines that hold the node, from the top. */
  get entries(): readonly Entry[] {
    if (this.entry === undefined) return [];
    if (this.earlier === undefined) return [this.entry];
    return [...[...this.earlier].toSorted((left, right) => (left.isBefore(right) ? -1 : 1)), this.entry];
  }

  /** The node at the top of the store or of the fragment that holds this one. */
  get top(): Top {
    let node: StoreNode = this;
    while (node.parent !== undefined) node = node.parent;
    return node as Top;
  }

  /** The nodes from this one up to, but without, the top. */
  *ancestorsAndSelf(): Generator<StoreNode> {
    for (let node: StoreNode = this; node.parent !== undefined; node = node.parent) yield node;
  }

  /** The path as text; a leading slash only if the capture tells where it was taken. */
  get path(): string {
    const { entry } = this;
    // A line with an absolute path holds it.
    if (entry?.syntax.form === "flat" && entry.codeAt(entry.syntax.pathStart) === SLASH) return entry.path;
    let path: string | undefined;
    let node: StoreNode = this;
    for (; node.parent !== undefined; node = node.parent) path = path === undefined ? node.name : `${node.name}/${path}`;
    return (node as Top).absolute ? `/${path ?? ""}` : (path ?? "");
  }

  /** Whether the store still holds the node: it goes with the last line that holds it or something below it. */
  get isLive(): boolean {
    return this.entry !== undefined || this.children !== undefined;
  }

  /** This node and all below it, in no particular order. */
  subtree(): Generator<StoreNode> {
    return walk(this, (children) => children.values());
  }

  /** The same without the leaves that nobody has asked for as nodes: at least the directories, and nodes that several lines hold. */
  madeSubtree(): Generator<StoreNode> {
    return walk(this, (children) => children.made());
  }
}

/** Walks down from a node. The node itself comes first, the others in no particular order. */
function* walk(from: StoreNode, into: (children: Children) => Iterable<StoreNode>): Generator<StoreNode> {
  const stack: StoreNode[] = [from];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    if (node.children !== undefined) for (const child of into(node.children)) stack.push(child);
  }
}

/** The end of every chain of parents. */
export class Top extends StoreNode {
  readonly capture: Capture;
  /** True for `/` itself, or below it; false if the capture does not say what is above. */
  absolute = true;

  constructor(capture: Capture) {
    super("", undefined);
    this.capture = capture;
  }
}

/** Whether a node is the top of a fragment: what is above is not in the dump, and may be anything. */
export function isFragmentTop(node: StoreNode): boolean {
  return node instanceof Top && !node.absolute;
}
