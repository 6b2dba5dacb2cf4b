import { comparePositions, rangeOf, type Position, type Range } from "../dump/text";
import { queueIndex } from "../netif/queue-name";
import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";
import { segmentSpan, subtreeEntries, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { counterpartsOf, declarationsOf, keysNamed, linksTo, subjectOf, usesOf, type Subject } from "./occurrences";
import { pointedAt } from "./pointed";
import { namesOfSame } from "./rename/rename";

/**
 * Finds what refers to the same thing as the word at a position: whatever names a domain, a vif or a queue by its number, links to another directory, the uses
 * of a port or a grant reference in the domain, a key in all queues of the device and its counterpart at the other end.
 * @param withDeclaration whether to include the lines of the directory, the first use, or the key itself
 * @returns from the top
 */
export function referencesAt(dump: AnalysedDump, position: Position, withDeclaration: boolean): Range[] {
  const pointed = pointedAt(dump, position);
  if (pointed === undefined) return [];
  const { declarations, others } = namings(dump, position) ?? spansOf(dump, subjectOf(dump, pointed));
  return inOrder([...(withDeclaration ? declarations : []), ...others]);
}

interface Spans {
  readonly declarations: readonly EntrySpan[];
  readonly others: readonly EntrySpan[];
}

/**
 * Whatever names the domain, vif or queue whose number is at a position. In flat form each line below a directory names it: of those, only the first counts if the
 * directory has no line of its own, except for a queue, which is hardly named elsewhere. Permissions do not count: nearly every line has some.
 */
function namings(dump: AnalysedDump, position: Position): Spans | undefined {
  const found = namesOfSame(dump, position);
  if (found === undefined) return undefined;
  const { thing, kind, names } = found;
  const [declarations, others]: [EntrySpan[], EntrySpan[]] = [[], []];
  const seen = new Map<Capture, Set<string>>();
  for (const { span, part, directory, capture } of names) {
    const isItself = part === "path" && span.line.first.place?.path === directory;
    const inCapture = seen.get(capture) ?? new Set();
    const isFirst = part !== "path" || !inCapture.has(directory);
    if (part === "path") seen.set(capture, inCapture.add(directory));
    if (part === "permissions" || (!isItself && !isFirst && kind !== "queue")) continue;
    if (part === "path" && directory === thing && (isItself || isFirst)) declarations.push(span);
    else others.push(span);
  }
  return { declarations, others };
}

function spansOf(dump: AnalysedDump, subject: Subject): Spans {
  if (subject.kind === "number") {
    const [first, ...others] = usesOf(dump, subject).map(({ valueSpan }) => valueSpan);
    return { declarations: first === undefined ? [] : [first], others };
  }
  const { node } = subject;
  const declarations = declarationsOf(node);
  const links = [...linksTo(dump, node)];
  // In an excerpt that does not tell where it was taken, a queue is named by what is in it.
  if (subject.kind === "directory" && queueIndex(node.name) !== undefined) return { declarations, others: [...namedBelow(node), ...links] };
  if (subject.kind === "directory" || subject.place === undefined) return { declarations, others: links };
  const keys = [...keysNamed(node.name, subject.place.directory).filter(({ entry }) => entry.place !== node), ...counterpartsOf(dump, node.name, subject.place)];
  return { declarations, others: [...keys.map(({ nameSpan }) => nameSpan), ...links] };
}

function namedBelow(node: StoreNode): EntrySpan[] {
  return subtreeEntries(node).flatMap((entry) => (entry.place === node ? [] : (segmentSpan(entry, node) ?? [])));
}

/** Ranges from the top. */
function inOrder(spans: readonly EntrySpan[]): Range[] {
  return spans.map(rangeOf).toSorted((left, right) => comparePositions(left.start, right.start));
}
