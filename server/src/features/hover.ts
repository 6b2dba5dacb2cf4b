import type { Position, Range } from "../dump/text";
import type { Backend } from "../netif/backend";
import { Frontend } from "../netif/frontend";
import type { Place } from "../netif/key";
import { netifKey } from "../netif/keys";
import { queueIndex } from "../netif/queue-name";
import type { StoreNode } from "../store/node";
import { segments, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { explainDevice, explainDomain, explainQueue } from "./hover-directory";
import { explainKey } from "./hover-key";
import type { Prose } from "./prose";

/** An explanation of what stands at a position. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
  readonly plain: string;
}

/**
 * Explains the netif key, or the domain, device or queue in the path, at a position.
 * @returns undefined for everything else: nothing is said about keys of others
 */
export function hoverAt(dump: AnalysedDump, position: Position): Hover | undefined {
  const { line: number, character } = dump.text.clamp(position);
  const entry = dump.text.lineAt(number);
  if (entry?.place === undefined) return undefined;
  const parts = segments(entry);
  const value = valueSpan(entry);
  const named = parts.find(({ span }) => holds(span, character));
  const pointed = named ?? (holds(value, character) ? { span: value, node: entry.place } : undefined);
  if (pointed === undefined) return undefined;
  const prose = explain(dump, pointed.node);
  return prose === undefined ? undefined : { range: dump.text.rangeOf(pointed.span), markdown: prose.markdown, plain: prose.plain };
}

function holds({ start, end }: EntrySpan, character: number): boolean {
  return start <= character && character <= end && end > start;
}

function explain(dump: AnalysedDump, node: StoreNode): Prose | undefined {
  const own = dump.model.directory(node);
  if (own !== undefined) return explainDevice(dump, own);
  const place = placeOf(dump, node);
  if (place === undefined) return explainDomain(dump, node);
  const { directory, at } = place;
  if (at === "frontend" && directory instanceof Frontend) {
    const queue = directory.queue(queueIndex(node.name) ?? -1);
    if (queue !== undefined) return explainQueue(directory, queue);
  }
  const key = netifKey(node.name, at);
  return key === undefined ? undefined : explainKey(dump, key, node, directory, at);
}

/** The vif directory that a node is a key of, and whether it is so by way of a queue. */
function placeOf(dump: AnalysedDump, node: StoreNode): { directory: Frontend | Backend; at: Place } | undefined {
  const above = node.parent;
  if (above === undefined) return undefined;
  const directory = dump.model.directory(above);
  if (directory !== undefined) return { directory, at: directory.side };
  const outer = above.parent === undefined ? undefined : dump.model.directory(above.parent);
  return outer instanceof Frontend && queueIndex(above.name) !== undefined ? { directory: outer, at: "queue" } : undefined;
}
