import type { Capture } from "../store/capture";
import { incompleteDirectories, isSearched } from "../store/incomplete-directories";
import type { NameTest } from "../store/layout";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { isNumber } from "./device-address";
import { queueIndex } from "./queue-name";
import { isRingKeyName } from "./ring-keys";

/** Directories of which the dump does not show for certain what is in them. In most dumps there is none. */
export class UncertainDirectories {
  readonly #store: Store;
  #incomplete: ReadonlySet<StoreNode> = new Set();
  #mixed: ReadonlySet<StoreNode> = new Set();
  /** Those among the mixed ones whose indentation is lost. */
  #unindented: ReadonlySet<StoreNode> = new Set();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether a directory in a capture may have children that the dump does not show, so that a missing key says nothing there. */
  mayLackLines(node: StoreNode, capture: Capture): boolean {
    return this.#incomplete.has(node) || isSearched(capture, node);
  }

  /**
   * Whether a node may hold or stand between lines of two directories. In a tree, what follows an elision, or `0 = ""` without being indented more, may belong to
   * another directory than the one above it, and a repeated name says that it does: what those lines say together cannot be judged.
   */
  mayBeMixed(node: StoreNode): boolean {
    return this.#mixed.size > 0 && isIn(node, this.#mixed);
  }

  /** Whether a node stands in a directory of a tree that lost its indentation, and is mixed with others for that reason. */
  isUnindented({ parent, entry }: StoreNode): boolean {
    return parent !== undefined && entry?.syntax.form === "tree" && this.#unindented.has(parent);
  }

  /**
   * To be called after the store has changed.
   * @returns the directories that have become, or no longer are, incomplete or mixed
   */
  update(): { readonly incomplete: ReadonlySet<StoreNode>; readonly mixed: ReadonlySet<StoreNode> } {
    const [incompleteBefore, mixedBefore] = [this.#incomplete, this.#mixed];
    this.#incomplete = incompleteDirectories(this.#store, hasRings);
    this.#findMixed();
    return { incomplete: symmetricDifference(incompleteBefore, this.#incomplete), mixed: symmetricDifference(mixedBefore, this.#mixed) };
  }

  #findMixed(): void {
    const mixed = new Set<StoreNode>();
    const unindented = new Set<StoreNode>();
    const empty = new Map<StoreNode, string>();
    for (const { name, parent, entry } of this.#store.duplicated) {
      if (parent === undefined || entry?.syntax.form !== "tree") continue;
      const device = empty.get(parent) ?? firstOfEmpty(parent);
      empty.set(parent, device);
      // Only a key of a queue can have come from one.
      if (isNumber(device) || (device !== "" && isRingKeyName(name))) unindented.add(parent);
      else if (!this.mayLackLines(parent, parent.top.capture)) continue;
      mixed.add(parent);
    }
    this.#mixed = mixed;
    this.#unindented = unindented;
  }
}

const RING_NAME: NameTest = { passes: (name) => name.endsWith("-ring-ref") || queueIndex(name) !== undefined };

/** Whether a directory has ring keys or queues: somebody who asked for these by name has asked for all of them. */
function hasRings(directory: StoreNode): boolean {
  return directory.children?.someName(RING_NAME) === true;
}

/**
 * The name of the first directory of a device or queue in a directory, if all of them are empty, `0 = ""`: what belongs there may stand beside them, as in a tree
 * that lost its indentation. Empty if that is not so.
 */
function firstOfEmpty({ children }: StoreNode): string {
  const [one, ...others] = children?.entries(({ name }) => /^(?:queue-)?\d+$/.test(name)) ?? [];
  if (one === undefined || [one, ...others].some(({ place }) => place?.children !== undefined)) return "";
  return others.reduce((first, other) => (other.isBefore(first) ? other : first), one).name;
}

/** Whether a node is one of some directories, or stands below one. */
export function isIn(node: StoreNode, directories: ReadonlySet<StoreNode>): boolean {
  for (let at: StoreNode | undefined = node; at !== undefined; at = at.parent) if (directories.has(at)) return true;
  return false;
}

function symmetricDifference<Item>(left: ReadonlySet<Item>, right: ReadonlySet<Item>): Set<Item> {
  const difference = new Set<Item>();
  for (const item of left) if (!right.has(item)) difference.add(item);
  for (const item of right) if (!left.has(item)) difference.add(item);
  return difference;
}
