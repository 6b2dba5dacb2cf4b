import { rangeOf, type Position, type Range } from "../../dump/text";
import { errorNodeDevice } from "../../netif/error-node";
import { netifKey } from "../../netif/keys";
import { queueIndex } from "../../netif/queue-name";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { placeInside } from "../netif-place";
import { pointedAt } from "../pointed";
import type { Prose } from "../prose";
import { explainDevice, explainDomain, explainQueue } from "./explain-directory";
import { explainKey, explainUnknownKey } from "./explain-key";

/** An explanation of what stands at a position. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
  readonly plain: string;
}

/**
 * Explains the key of a vif, or the domain, device or queue in the path, at a position; at an error node, the device that it is about.
 * @returns undefined for everything else: keys of other devices are not explained
 */
export function hoverAt(dump: AnalysedDump, position: Position): Hover | undefined {
  const pointed = pointedAt(dump, position);
  const prose = pointed && explain(dump, pointed.node);
  if (pointed === undefined || prose === undefined) return undefined;
  return { range: rangeOf(pointed.span), markdown: prose.markdown, plain: prose.plain };
}

function explain(dump: AnalysedDump, node: StoreNode): Prose | undefined {
  const own = dump.model.directory(node);
  if (own !== undefined) return explainDevice(dump, own);
  const failed = errorNodeDevice(node);
  const device = failed === undefined ? undefined : dump.store.resolve(failed, node.top.capture);
  const ofError = device && dump.model.directory(device);
  if (ofError !== undefined) return explainDevice(dump, ofError);
  const place = node.parent && placeInside(dump.model, node.parent);
  if (place === undefined) return explainDomain(dump, node);
  const { directory, at } = place;
  if (at === "frontend" && directory.side === "frontend") {
    const queue = directory.queue(queueIndex(node.name) ?? -1);
    if (queue !== undefined) return explainQueue(directory, queue);
  }
  const key = netifKey(node.name, at);
  return key === undefined ? explainUnknownKey(node, at) : explainKey(dump, key, node, directory, at);
}
