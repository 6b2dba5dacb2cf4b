import type { Position, Range } from "../dump/text";
import { Frontend } from "../netif/frontend";
import { netifKey } from "../netif/keys";
import { queueIndex } from "../netif/queue-name";
import type { Entry, StoreNode } from "../store/node";
import { segments, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { explainDevice, explainDomain, explainQueue } from "./hover-directory";
import { explainKey, explainUnknownKey } from "./hover-key";
import { placeInside } from "./netif-place";
import type { Prose } from "./prose";

/** An explanation of what stands at a position. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
  readonly plain: string;
}

/**
 * Explains the key of a vif, or the domain, device or queue in the path, at a position.
 * @returns undefined for everything else: keys of other devices are not explained
 */
export function hoverAt(dump: AnalysedDump, position: Position): Hover | undefined {
  const { line: number, character } = dump.text.clamp(position);
  const line = dump.text.lineAt(number);
  const entry = line?.first;
  if (line === undefined || entry?.place === undefined) return undefined;
  const parts = segments(entry);
  const value = valueSpan(entry);
  const named = parts.find(({ span }) => holds(span, line, character));
  const pointed = named ?? (holds(value, line, character) ? { span: value, node: entry.place } : undefined);
  if (pointed === undefined) return undefined;
  const prose = explain(dump, pointed.node);
  return prose === undefined ? undefined : { range: dump.text.rangeOf(pointed.span), markdown: prose.markdown, plain: prose.plain };
}

function holds({ line, start, end, lastLine = line }: EntrySpan, at: Entry, character: number): boolean {
  // In a value of several lines, only the first and the last line count.
  if (at !== line) return at === lastLine && character <= end;
  return lastLine !== line ? start <= character : start <= character && character <= end && end > start;
}

function explain(dump: AnalysedDump, node: StoreNode): Prose | undefined {
  const own = dump.model.directory(node);
  if (own !== undefined) return explainDevice(dump, own);
  const place = node.parent && placeInside(dump.model, node.parent);
  if (place === undefined) return explainDomain(dump, node);
  const { directory, at } = place;
  if (at === "frontend" && directory instanceof Frontend) {
    const queue = directory.queue(queueIndex(node.name) ?? -1);
    if (queue !== undefined) return explainQueue(directory, queue);
  }
  const key = netifKey(node.name, at);
  return key === undefined ? explainUnknownKey(node, at) : explainKey(dump, key, node, directory, at);
}
