import { domainDirectory, MAX_PATH_LENGTH } from "../dump/path";
import type { Entry, StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { readDecimal } from "./decimal";
import { NodesByPath } from "./nodes-by-path";

/**
 * Reads the path of the node that the value of a key leads to: the value itself, or the directory of the domain whose id it is.
 * @returns undefined if the value is neither an absolute path nor the id of the domain at the other end, or is not known
 */
export function linkedPath(entry: Entry): string | undefined {
  if (entry.syntax.value !== "whole" || entry.slot === undefined) return undefined;
  const { value, name } = entry;
  if (value.startsWith("/")) return value.length > 1 && value.length <= MAX_PATH_LENGTH ? value : undefined;
  const domid = name === "backend-id" || name === "frontend-id" ? readDecimal(value) : undefined;
  return domid === undefined ? undefined : `/local/domain/${domid}`;
}

/**
 * Which keys lead to a path. Built when somebody first asks, since most dumps are never asked, and then kept up to date by
 * the nodes that an edit touched.
 */
export class PathLinks {
  readonly #store: Store;
  #leading: NodesByPath | undefined;
  /** Where each key led when it was filed. */
  readonly #paths = new Map<StoreNode, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The keys whose value leads to a path, in no particular order. For the directory of a domain, also those that lead to something in it.
   * @param path absolute
   */
  to(path: string): Iterable<StoreNode> {
    return this.#index().at(path);
  }

  /** How many keys `to` gives for a path. */
  countTo(path: string): number {
    return this.#index().countAt(path);
  }

  /** Brings the links up to date with the nodes that the store lists as touched. */
  update(touched: Iterable<StoreNode>): void {
    if (this.#leading === undefined) return;
    for (const node of touched) {
      this.#drop(this.#leading, node);
      this.#file(this.#leading, node);
    }
  }

  #index(): NodesByPath {
    if (this.#leading !== undefined) return this.#leading;
    const leading = new NodesByPath();
    for (const line of this.#store.text.lines()) {
      if (linkedPath(line) !== undefined && line.place?.entry === line) this.#file(leading, line.place);
    }
    this.#leading = leading;
    return leading;
  }

  #file(leading: NodesByPath, node: StoreNode): void {
    const path = node.entry && linkedPath(node.entry);
    if (path === undefined) return;
    this.#paths.set(node, path);
    for (const key of keysOf(path)) leading.add(key, node);
  }

  #drop(leading: NodesByPath, node: StoreNode): void {
    const path = this.#paths.get(node);
    if (path === undefined) return;
    this.#paths.delete(node);
    for (const key of keysOf(path)) leading.delete(key, node);
  }
}

/** What a link is filed under: its path, and the directory of the domain that the path goes into. */
function keysOf(path: string): readonly string[] {
  const domain = domainDirectory(path);
  return domain === undefined ? [path] : [path, domain];
}
