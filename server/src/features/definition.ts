import { rangeOf, type Position, type Range } from "../dump/text";
import { errorNodeDevice } from "../netif/error-node";
import { directorySpan, nameSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { counterpartsOf, linkTarget, partnerOf, subjectOf, usesOf } from "./occurrences";
import { pointedAt, type Pointed } from "./pointed";

/** Where a word in a dump leads. */
export interface Definition {
  /** The word. */
  readonly origin: Range;
  /** The whole lines that it leads to, and the word in them. */
  readonly target: { readonly range: Range; readonly selectionRange: Range };
}

/**
 * Finds where the word at a position leads: a link to the directory at the other end, an id to the domain, an error node to
 * its device, a number to its first use in the domain, a key to its partner or counterpart, a path segment to the line of its
 * directory. A word that leads nowhere else leads to itself: editors then show what refers to it.
 */
export function definitionAt(dump: AnalysedDump, position: Position): Definition | undefined {
  const pointed = pointedAt(dump, position);
  const span = pointed && destination(dump, pointed);
  if (pointed === undefined || span === undefined) return undefined;
  const range = rangeOf({ ...span, start: 0, end: (span.lastLine ?? span.line).text.length });
  return { origin: rangeOf(pointed.span), target: { range, selectionRange: rangeOf(span) } };
}

function destination(dump: AnalysedDump, pointed: Pointed): EntrySpan | undefined {
  const { entry, node } = pointed;
  const failed = errorNodeDevice(node);
  const device = failed === undefined ? undefined : dump.store.resolve(failed, node.top.capture);
  if (device !== undefined) return directorySpan(device);
  const subject = subjectOf(dump, pointed);
  if (subject.kind === "directory") return directorySpan(subject.node);
  if (subject.kind === "number") return usesOf(dump, subject)[0]?.valueSpan;
  // An id leads to its domain. Its counterpart at the other end is the id of a different domain.
  const domain = /^(?:backend|frontend)-id$/.test(node.name) ? linkTarget(dump, entry) : undefined;
  if (domain !== undefined) return directorySpan(domain);
  const partner = partnerOf(node, subject.place) ?? (subject.place && counterpartsOf(dump, node.name, subject.place)[0]);
  return partner?.nameSpan ?? nameSpan(entry);
}
