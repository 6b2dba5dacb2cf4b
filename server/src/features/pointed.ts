import { isBefore, rangeOf, touches, type Position, type Text } from "../dump/text";
import { t } from "../l10n";
import type { Entry, StoreNode } from "../store/node";
import { segments, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";

/** What stands at a position of a dump. */
export interface Pointed {
  readonly entry: Entry;
  /** The node that is named there; for a position in a value, the node of the entry. */
  readonly node: StoreNode;
  /** The segment of the path, or the value. */
  readonly span: EntrySpan;
  readonly isValue: boolean;
}

/** Finds the path segment or the value at a position; undefined for what is between them, and for lines that hold no node. */
export function pointedAt(dump: AnalysedDump, position: Position): Pointed | undefined {
  const at = dump.text.clamp(position);
  const entry = entryAt(dump.text, at.line);
  if (entry?.place === undefined) return undefined;
  const holds = (span: EntrySpan): boolean => {
    const range = rangeOf(span);
    return touches(range, { start: at, end: at }) && isBefore(range.start, range.end);
  };
  const named = segments(entry).find(({ span }) => holds(span));
  if (named !== undefined) return { entry, node: named.node, span: named.span, isValue: false };
  const value = valueSpan(entry);
  return holds(value) ? { entry, node: entry.place, span: value, isValue: true } : undefined;
}

/** Says that xenstore-ls may have cut the name of a node; undefined if it is whole. */
export function cutNameNote({ key, name }: StoreNode): string | undefined {
  return key === name ? undefined : t("xenstore-ls may have cut this name, so it is not known what it is.");
}

/** The entry that the line with a number belongs to; undefined if that holds no node. */
export function entryAt(text: Text<StoreNode>, number: number): Entry | undefined {
  const entry = text.lineAt(number)?.first;
  return entry?.place === undefined ? undefined : entry;
}
