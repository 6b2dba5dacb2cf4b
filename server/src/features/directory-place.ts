import type { StoreNode } from "../store/node";
import type { EntrySpan } from "../store/spans";

/**
 * Orders directories from the top. If several begin in the same line, because a path leads through one to the other, the outer one comes first.
 * @returns the directories, each with the number of its line, from zero
 */
export function inOrderOfPlace<Placed extends { readonly node: StoreNode; readonly span: EntrySpan }>(placed: readonly Placed[]): (Placed & { readonly line: number })[] {
  const numbered = placed.map((one) => ({ ...one, line: one.span.line.number }));
  return numbered.toSorted((left, right) => left.line - right.line || left.span.start - right.span.start || left.node.path.length - right.node.path.length);
}
