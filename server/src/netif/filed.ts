import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";

/** The nodes filed under one path: nearly always there is only one. */
export type Filed = StoreNode | Set<StoreNode>;

/** Nodes by their captures, and the capture that stands first. */
export interface Grouped {
  readonly byCapture: ReadonlyMap<Capture, readonly StoreNode[]>;
  readonly first: Capture | undefined;
}

/** Files a node under a path. */
export function file(index: Map<string, Filed>, path: string, node: StoreNode): void {
  const filed = index.get(path);
  if (filed === undefined) index.set(path, node);
  else if (filed instanceof Set) filed.add(node);
  else if (filed !== node) index.set(path, new Set([filed, node]));
}

/** The nodes that are filed under a path. */
export function filedIn(index: ReadonlyMap<string, Filed>, path: string | undefined): Iterable<StoreNode> {
  const filed = path === undefined ? undefined : index.get(path);
  if (filed === undefined) return [];
  return filed instanceof Set ? filed : [filed];
}

/** Groups nodes by the captures that they stand in, in the order in which they are given. */
export function groupedByCapture(filed: Iterable<StoreNode>): Grouped {
  const byCapture = new Map<Capture, StoreNode[]>();
  let first: Capture | undefined;
  for (const node of filed) {
    const { capture } = node.top;
    const nodes = byCapture.get(capture);
    if (nodes === undefined) byCapture.set(capture, [node]);
    else nodes.push(node);
    if (first === undefined || capture.first.isBefore(first.first)) first = capture;
  }
  return { byCapture, first };
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

/** Adds the nodes that are filed under a path to a set, unless they were added. Makes no list, because this is done for all vifs of a host. */
export function addFiled(index: ReadonlyMap<string, Filed>, path: string | undefined, to: Set<StoreNode>, added?: Set<Filed>): void {
  const filed = path === undefined ? undefined : index.get(path);
  if (filed instanceof Set) {
    if (added?.has(filed) === true) return;
    added?.add(filed);
    for (const node of filed) to.add(node);
  } else if (filed !== undefined) to.add(filed);
}

/** Takes a node out from under a path. */
export function drop(index: Map<string, Filed>, path: string, node: StoreNode): void {
  const filed = index.get(path);
  if (filed instanceof Set) filed.delete(node);
  if (filed === node || (filed instanceof Set && filed.size === 0)) index.delete(path);
}
