import { spanIn } from "../dump/span";
import type { Span } from "../dump/span";
import { QUOTE } from "../dump/characters";
import type { Entry, StoreNode } from "./node";

/** A stretch of a line that holds a node. */
export type EntrySpan = Span<StoreNode>;

/** The last segment of the path of an entry: the name of its node, as written. */
export function nameSpan(entry: Entry): EntrySpan {
  return spanIn(entry, entry.syntax.nameStart, entry.syntax.pathEnd);
}

/** The path or the indented name of an entry, as written. */
export function pathSpan(entry: Entry): EntrySpan {
  return spanIn(entry, entry.syntax.pathStart, entry.syntax.pathEnd);
}

/** The value without its quotes; with them if it is empty, so that something can be seen. The name if there is no value. A value may span several lines. */
export function valueSpan(entry: Entry): EntrySpan {
  const { value, valueStart, valueEnd } = entry.syntax;
  if (value === "unreadable" || valueStart === 0) return nameSpan(entry);
  if (valueStart !== valueEnd) return spanIn(entry, valueStart, valueEnd);
  return entry.read.charCodeAt(valueEnd) === QUOTE ? spanIn(entry, valueStart - 1, valueEnd + 1) : nameSpan(entry);
}

/** Where another value goes: between the quotes, even if there is nothing between them. Only for an entry with a value. */
export function contentSpan(entry: Entry): EntrySpan {
  return spanIn(entry, entry.syntax.valueStart, entry.syntax.valueEnd);
}

/** A segment of the path of an entry and the node that it names. */
export interface Segment {
  readonly span: EntrySpan;
  readonly node: StoreNode;
}

/** The segments of the path of an entry, from the left; the name alone in tree form. */
export function segments(entry: Entry): Segment[] {
  return [...segmentsFromRight(entry)].toReversed();
}

function* segmentsFromRight(entry: Entry): Generator<Segment> {
  const { pathStart, pathEnd, form } = entry.syntax;
  let end = pathEnd;
  for (let node = entry.place; node !== undefined && end > pathStart; node = node.parent) {
    const slash = form === "flat" ? entry.read.lastIndexOf("/", end - 1) : -1;
    const start = Math.max(pathStart, slash + 1);
    yield { span: spanIn(entry, start, end), node };
    end = start - 1;
  }
}

/** Where the path of an entry names a node; undefined if it does not. */
export function segmentSpan(entry: Entry, node: StoreNode): EntrySpan | undefined {
  for (const segment of segmentsFromRight(entry)) if (segment.node === node) return segment.span;
  return undefined;
}

/** The lines that hold a node or anything below it, from the top. */
export function subtreeEntries(node: StoreNode): Entry[] {
  // Looks up the number of each line once, not at each comparison.
  const numbered = [...node.subtree()].flatMap((below) => below.entries).map((entry) => ({ entry, number: entry.number }));
  return numbered.toSorted((left, right) => left.number - right.number).map(({ entry }) => entry);
}

/** The first of the lines that hold a node; if none does, the first of those that hold something below it. */
export function firstEntry(node: StoreNode): Entry | undefined {
  let first: Entry | undefined;
  for (const below of node.entry === undefined ? node.subtree() : [node]) {
    for (const entry of below.earlier ?? []) if (first === undefined || entry.isBefore(first)) first = entry;
    if (below.entry !== undefined && (first === undefined || below.entry.isBefore(first))) first = below.entry;
  }
  return first;
}

/**
 * Where a directory is named: in its own line, or else in the path of the first line below it. That whole path if it begins below the
 * directory, as where the capture was taken there.
 * @returns undefined for a node that holds nothing of the dump
 */
export function directorySpan(node: StoreNode): EntrySpan | undefined {
  const first = firstEntry(node);
  if (first?.place === node) return nameSpan(first);
  return first && (segmentSpan(first, node) ?? pathSpan(first));
}
