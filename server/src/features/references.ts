import type { Position, Range, Text } from "../dump/text";
import type { StoreNode } from "../store/node";
import type { EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { counterpartsOf, declarationsOf, linksTo, sameKeys, subjectOf, usesOf, type Subject } from "./occurrences";
import { pointedAt } from "./pointed";

/**
 * Finds what refers to the same thing as the word at a position: links to a directory, the uses of a port or a grant reference in the
 * domain, a key in all queues of the device and its counterpart at the other end.
 * @param withDeclaration whether to include the lines of the directory, the first use, or the key itself
 * @returns from the top
 */
export function referencesAt(dump: AnalysedDump, position: Position, withDeclaration: boolean): Range[] {
  const pointed = pointedAt(dump, position);
  if (pointed === undefined) return [];
  const { declarations, others } = spansOf(dump, subjectOf(dump, pointed));
  return inOrder(dump.text, [...(withDeclaration ? declarations : []), ...others]);
}

function spansOf(dump: AnalysedDump, subject: Subject): { declarations: readonly EntrySpan[]; others: readonly EntrySpan[] } {
  if (subject.kind === "number") {
    const [first, ...others] = usesOf(dump, subject).map(({ valueSpan }) => valueSpan);
    return { declarations: first === undefined ? [] : [first], others };
  }
  const { node } = subject;
  const declarations = declarationsOf(node);
  const links = [...linksTo(dump, node)];
  if (subject.kind === "directory" || subject.place === undefined) return { declarations, others: links };
  const keys = [...sameKeys(node, subject.place).filter(({ entry }) => entry.place !== node), ...counterpartsOf(dump, node.name, subject.place)];
  return { declarations, others: [...keys.map(({ nameSpan }) => nameSpan), ...links] };
}

/** Ranges from the top. */
function inOrder(text: Text<StoreNode>, spans: readonly EntrySpan[]): Range[] {
  return spans.map((span) => text.rangeOf(span)).toSorted((left, right) => left.start.line - right.start.line || left.start.character - right.start.character);
}
