import { rangeOf, type Position, type Range } from "../dump/text";
import type { Entry, StoreNode } from "../store/node";
import { segmentSpan, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { counterpartsOf, declarationsOf, linksTo, subjectOf, usesOf } from "./occurrences";
import { entryAt, pointedAt, type Pointed } from "./pointed";

/** A place that refers to the same thing as the word under the cursor. */
export interface Highlight {
  readonly range: Range;
  /** `write` for the thing itself: the line of a node, the first use of a number. */
  readonly kind: "read" | "write";
}

interface Marked {
  readonly span: EntrySpan;
  readonly kind: Highlight["kind"];
}

/** Nobody looks at more than this. If there are more, only the first one and those within about this many lines of the cursor are found. */
const MOST = 1000;

/**
 * Finds what refers to the same thing as the word at a position: a key and its counterpart at the other end, a port or a grant reference
 * everywhere in its domain, a directory everywhere it is named.
 */
export function highlightsAt(dump: AnalysedDump, position: Position): Highlight[] {
  const pointed = pointedAt(dump, position);
  if (pointed === undefined) return [];
  const at = pointed.span.line.number;
  const found = markedOf(dump, pointed, at);
  const near = found.length > MOST ? found.filter(({ span }, index) => index === 0 || isNear(span.line, at)) : found;
  return near.map(({ span, kind }) => ({ range: rangeOf(span), kind }));
}

function isNear(line: Entry, at: number): boolean {
  return Math.abs(line.block.first - at) <= MOST;
}

/**
 * The first is the line of the node itself, or the first use of a number.
 * @param at the number of the line with the cursor
 */
function markedOf(dump: AnalysedDump, pointed: Pointed, at: number): Marked[] {
  const subject = subjectOf(dump, pointed);
  if (subject.kind === "number") return usesOf(dump, subject).map(({ valueSpan: span }, index) => ({ span, kind: index === 0 ? "write" : "read" }));
  const { node } = subject;
  if (subject.kind === "directory") {
    const links = linksTo(dump, node, dump.model.links.countTo(node.path) > MOST ? (line) => isNear(line, at) : undefined);
    return [...namings(dump, node, at), ...marked(links, "read")];
  }
  const counterparts = subject.place === undefined ? [] : counterpartsOf(dump, node.name, subject.place);
  if (pointed.isValue) return [...marked(node.entries.map(valueSpan), "write"), ...marked(counterparts.map((other) => other.valueSpan), "read")];
  return [...marked(declarationsOf(node), "write"), ...marked(counterparts.map((other) => other.nameSpan), "read")];
}

function marked(spans: Iterable<EntrySpan>, kind: Marked["kind"]): Marked[] {
  return Array.from(spans, (span) => ({ span, kind }));
}

/** Where the lines of a directory, or below it, name it. */
function* namings(dump: AnalysedDump, node: StoreNode, at: number): Generator<Marked> {
  for (const entry of linesBelow(dump, node, at)) {
    const span = segmentSpan(entry, node);
    if (span !== undefined) yield { span, kind: entry.place === node ? "write" : "read" };
  }
}

/** At least the lines that hold a node or something below it; if there are very many, only those near a line. */
function linesBelow(dump: AnalysedDump, node: StoreNode, at: number): Iterable<Entry> {
  const entries: Entry[] = [];
  for (const below of node.subtree()) {
    for (const entry of below.entries) entries.push(entry);
    if (entries.length > MOST) return linesAround(dump, node, at);
  }
  return entries;
}

function* linesAround(dump: AnalysedDump, node: StoreNode, at: number): Generator<Entry> {
  yield* node.entries;
  for (let number = Math.max(0, at - MOST / 2); number < at + MOST / 2; number += 1) {
    const entry = entryAt(dump.text, number);
    if (entry !== undefined && entry.place !== node) yield entry;
  }
}
