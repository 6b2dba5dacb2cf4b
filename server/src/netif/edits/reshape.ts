import type { Draft } from "../../dump/draft";
import { styleInside, writeEntry } from "../../store/entry-style";
import type { StoreNode } from "../../store/node";
import type { Backend } from "../backend";
import type { Frontend } from "../frontend";
import { NUM_QUEUES } from "../ring-keys";
import { useSharedChannel } from "./channels";
import { generateQueues, placeholder, queueLines, queueStyle, removeSubtree, renameNode } from "./queue-subtree";
import { fallBackToOneQueue } from "./top-level";

/**
 * Makes a vif use another number of queues: keys move between the top level and `queue-0`, queues beyond the number are removed, and
 * new ones have placeholders (S7, S8, S9).
 * @param count at least 1
 */
export function useQueues(draft: Draft<StoreNode>, frontend: Frontend, backend: Backend | undefined, count: number): Draft<StoreNode> {
  const requested = frontend.requestedQueues ?? 0;
  if (count === 1) return fallBackToOneQueue(draft, frontend, frontend.queue(0));
  if (requested === 1) return spread(draft, frontend, count);
  const request = frontend.numQueuesEntry;
  if (request !== undefined) draft.replace(request.contentSpan, String(count));
  for (const queue of frontend.queues) if (queue.index >= count) removeSubtree(draft, queue.node);
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => frontend.queue(index) === undefined);
  return generateQueues(draft, frontend, backend, missing);
}

/** Moves the ring keys of the top level into `queue-0` and writes further queues like it. */
function spread(draft: Draft<StoreNode>, frontend: Frontend, count: number): Draft<StoreNode> {
  const { topLevel, numQueuesEntry } = frontend;
  const [first] = topLevel.keyEntries;
  const outer = styleInside(frontend.node, numQueuesEntry?.entry ?? first?.entry);
  const inner = queueStyle(frontend, "queue-0");
  if (first === undefined || outer === undefined || inner === undefined) return draft;
  for (const queue of frontend.queues) removeSubtree(draft, queue.node);
  const lines = [
    ...(numQueuesEntry === undefined ? [writeEntry(outer, NUM_QUEUES, String(count))] : []),
    writeEntry(outer, "queue-0", ""),
    ...topLevel.keyEntries.map(({ name, raw, entry }) => writeEntry({ ...inner, permissions: entry.permissions }, name, raw)),
    ...Array.from({ length: count - 1 }, (_, at) => queueLines(frontend, undefined, at + 1, topLevel.isSplit ? "split" : "shared")).flat(),
  ];
  if (numQueuesEntry !== undefined) draft.replace(numQueuesEntry.contentSpan, String(count));
  draft.remove(topLevel.keyEntries.flatMap(({ entries }) => entries));
  return draft.insertBefore(first.entry, lines);
}

/** Gives each queue one event channel for both directions (E2). */
export function useSharedChannels(draft: Draft<StoreNode>, frontend: Frontend): Draft<StoreNode> {
  for (const keys of frontend.inForce) if (keys.isSplit) useSharedChannel(draft, keys);
  return draft;
}

/** Gives each queue an event channel for each direction (E2): the shared one stays for tx, the one for rx is a placeholder. */
export function useSplitChannels(draft: Draft<StoreNode>, frontend: Frontend): Draft<StoreNode> {
  for (const keys of frontend.inForce) {
    const shared = keys.get("event-channel")?.entry;
    if (shared?.place === undefined || keys.channelStyle === "split") continue;
    const style = styleInside(keys.node, shared);
    if (style === undefined) continue;
    renameNode(draft, shared.place, "event-channel-tx");
    draft.insertAfter(shared, [writeEntry(style, "event-channel-rx", placeholder("event-channel-rx", keys.number))]);
  }
  return draft;
}
