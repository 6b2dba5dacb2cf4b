import { domainDirectory, MAX_PATH_LENGTH } from "../dump/path";
import type { Entry, StoreNode } from "../store/node";
import type { Store } from "../store/store";
import { readDecimal } from "./decimal";

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
  #byPath: Map<string, Set<StoreNode>> | undefined;
  readonly #filed = new Map<StoreNode, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The keys whose value leads to a path, in no particular order. For the directory of a domain, also those that lead to something in it.
   * @param path absolute
   */
  to(path: string): ReadonlySet<StoreNode> {
    this.#byPath ??= this.#build();
    return this.#byPath.get(path) ?? new Set();
  }

  /** Brings the links up to date with the nodes that the store lists as touched. */
  update(touched: Iterable<StoreNode>): void {
    if (this.#byPath === undefined) return;
    for (const node of touched) {
      this.#drop(this.#byPath, node);
      this.#file(this.#byPath, node);
    }
  }

  #build(): Map<string, Set<StoreNode>> {
    const index = new Map<string, Set<StoreNode>>();
    for (const line of this.#store.text.lines()) {
      if (linkedPath(line) !== undefined && line.place?.entry === line) this.#file(index, line.place);
    }
    return index;
  }

  #file(index: Map<string, Set<StoreNode>>, node: StoreNode): void {
    const path = node.entry && linkedPath(node.entry);
    if (path === undefined) return;
    this.#filed.set(node, path);
    for (const key of keysOf(path)) {
      const nodes = index.get(key);
      if (nodes === undefined) index.set(key, new Set([node]));
      else nodes.add(node);
    }
  }

  #drop(index: Map<string, Set<StoreNode>>, node: StoreNode): void {
    const path = this.#filed.get(node);
    if (path === undefined) return;
    this.#filed.delete(node);
    for (const key of keysOf(path)) {
      const nodes = index.get(key);
      nodes?.delete(node);
      if (nodes?.size === 0) index.delete(key);
    }
  }
}

/** What a link is filed under: its path, and the directory of the domain that the path goes into. */
function keysOf(path: string): readonly string[] {
  const domain = domainDirectory(path);
  return domain === undefined ? [path] : [path, domain];
}
