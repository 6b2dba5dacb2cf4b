import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";

/** The nodes under one path: nearly always there is only one, which needs no set of its own. */
export type Filed = StoreNode | Set<StoreNode>;

/** Nodes by their captures, these from the top, and where each stands among them. */
export interface Grouped {
  readonly byCapture: ReadonlyMap<Capture, readonly StoreNode[]>;
  readonly captures: readonly Capture[];
  readonly ranks: ReadonlyMap<Capture, number>;
}

/** An index of nodes under paths: where they are, or where they lead to. */
export class NodesByPath {
  readonly #filed = new Map<string, Filed>();

  /** Files a node under a path. */
  add(path: string, node: StoreNode): void {
    const filed = this.#filed.get(path);
    if (filed === undefined) this.#filed.set(path, node);
    else if (filed instanceof Set) filed.add(node);
    else if (filed !== node) this.#filed.set(path, new Set([filed, node]));
  }

  /** Takes a node out from under a path. */
  delete(path: string, node: StoreNode): void {
    const filed = this.#filed.get(path);
    if (filed instanceof Set) filed.delete(node);
    if (filed === node || (filed instanceof Set && filed.size === 0)) this.#filed.delete(path);
  }

  /** What is filed under a path, as it is kept. */
  get(path: string): Filed | undefined {
    return this.#filed.get(path);
  }

  /** The nodes under a path. */
  at(path: string): Iterable<StoreNode> {
    const filed = this.#filed.get(path);
    if (filed === undefined) return [];
    return filed instanceof Set ? filed : [filed];
  }

  /** How many nodes are under a path. */
  countAt(path: string): number {
    const filed = this.#filed.get(path);
    if (filed === undefined) return 0;
    return filed instanceof Set ? filed.size : 1;
  }

  /**
   * Adds the nodes under a path to a set. Makes no list, because this is done for all vifs of a host.
   * @param added takes what was added from; what is in it already is not added again
   */
  addTo(to: Set<StoreNode>, path: string | undefined, added?: Set<Filed>): void {
    const filed = path === undefined ? undefined : this.#filed.get(path);
    if (filed instanceof Set) {
      if (added?.has(filed) === true) return;
      added?.add(filed);
      for (const node of filed) to.add(node);
    } else if (filed !== undefined) to.add(filed);
  }
}

/** Groups nodes by the captures that they stand in, in the order in which they are given. */
export function groupedByCapture(nodes: Iterable<StoreNode>): Grouped {
  const byCapture = new Map<Capture, StoreNode[]>();
  for (const node of nodes) {
    const { capture } = node.top;
    const inCapture = byCapture.get(capture);
    if (inCapture === undefined) byCapture.set(capture, [node]);
    else inCapture.push(node);
  }
  const captures = [...byCapture.keys()].toSorted((left, right) => left.first.number - right.first.number);
  return { byCapture, captures, ranks: new Map(captures.map((capture, rank) => [capture, rank])) };
}

/**
 * Finds what a node in a capture means among nodes under one path: those in its capture, else, where both were listed by themselves and again after a change,
 * the second listing goes with the second, and so on. In one capture, an absolute path comes before one below the base.
 * @param alike the nodes under the path of the one that asks; undefined if it is the only one
 */
export function counterpart(capture: Capture, alike: Grouped | undefined, { byCapture, captures }: Grouped): StoreNode | undefined {
  const nodes = byCapture.get(capture) ?? byCapture.get((captures[alike?.ranks.get(capture) ?? 0] ?? captures.at(-1)) as Capture);
  return nodes?.find(({ top }) => top === top.capture.slash) ?? nodes?.[0];
}

/** The first two nodes that pass a test. */
export function firstTwo(nodes: Iterable<StoreNode>, passes: (node: StoreNode) => boolean): readonly StoreNode[] {
  const found: StoreNode[] = [];
  for (const node of nodes) {
    if (passes(node)) found.push(node);
    if (found.length === 2) break;
  }
  return found;
}
