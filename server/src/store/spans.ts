import type { Span, Text } from "../dump/text";
import type { Entry, StoreNode } from "./node";

/** A stretch of a line that holds a node. */
export type EntrySpan = Span<StoreNode>;

/** The last segment of the path of an entry: the name of its node, as written. */
export function nameSpan(entry: Entry): EntrySpan {
  const { pathEnd, pathStart } = entry.syntax;
  const slash = entry.syntax.form === "flat" ? entry.text.lastIndexOf("/", pathEnd - 1) : -1;
  return { line: entry, start: Math.max(pathStart, slash + 1), end: pathEnd };
}

/** The path or the indented name of an entry, as written. */
export function pathSpan(entry: Entry): EntrySpan {
  return { line: entry, start: entry.syntax.pathStart, end: entry.syntax.pathEnd };
}

/** The value without its quotes; with them where there is nothing between them, so that there is something to see. */
export function valueSpan(entry: Entry): EntrySpan {
  const { value, valueStart, valueEnd } = entry.syntax;
  if (value === "unreadable" || valueStart === 0) return nameSpan(entry);
  const empty = valueStart === valueEnd;
  return { line: entry, start: empty ? valueStart - 1 : valueStart, end: empty ? valueEnd + 1 : valueEnd };
}

/** A segment of the path of an entry and the node that it names. */
export interface Segment {
  readonly span: EntrySpan;
  readonly node: StoreNode;
}

/** The segments of the path of an entry, from the left; the name alone in tree form. */
export function segments(entry: Entry): Segment[] {
  const found: Segment[] = [];
  const { pathStart, pathEnd, form } = entry.syntax;
  let node = entry.place;
  let end = pathEnd;
  while (node !== undefined && end > pathStart) {
    const slash = form === "flat" ? entry.text.lastIndexOf("/", end - 1) : -1;
    const start = Math.max(pathStart, slash + 1);
    found.unshift({ span: { line: entry, start, end }, node });
    node = node.parent;
    end = start - 1;
  }
  return found;
}

/** The lines that hold a node or anything below it, from the top. */
export function subtreeEntries(text: Text<StoreNode>, node: StoreNode): Entry[] {
  const entries = [...node.subtree()].flatMap((below) => below.entries);
  return entries.toSorted((left, right) => (text.isBefore(left, right) ? -1 : 1));
}

/**
 * Where a directory is named: in its own line, or else in the path of the first line below it.
 * @returns undefined for a node that no line names
 */
export function directorySpan(text: Text<StoreNode>, node: StoreNode): EntrySpan | undefined {
  const own = node.entries[0];
  if (own !== undefined) return nameSpan(own);
  const first = subtreeEntries(text, node)[0];
  return first === undefined ? undefined : segments(first).find((segment) => segment.node === node)?.span;
}
