import type { Draft } from "../../dump/draft";
import { styleInside, writeEntry } from "../../store/entry-style";
import type { StoreNode } from "../../store/node";
import { subtreeEntries } from "../../store/spans";
import type { Frontend } from "../frontend";
import type { RingKeys } from "../ring-keys";
import type { KeyEntry } from "../key-entry";
import { queueStyle, removeSubtree } from "./queue-subtree";

/**
 * Writes copies of keys, with their values and permissions. The old lines stay.
 * @param queue where to; the top level if undefined
 */
export function copyKeys(draft: Draft<StoreNode>, keyEntries: readonly KeyEntry[], frontend: Frontend, queue?: RingKeys): Draft<StoreNode> {
  const neighbour = (frontend.numQueuesEntry ?? frontend.stateEntry)?.entry;
  const style = queue === undefined ? styleInside(frontend.node, neighbour) : queueStyle(frontend, queue.node.name, queue);
  const last = subtreeEntries(queue?.node ?? frontend.node).at(-1);
  const after = queue === undefined ? (neighbour ?? last) : last;
  if (style === undefined) return draft;
  const lines = keyEntries.map((keyEntry) => writeEntry({ ...style, permissions: keyEntry.entry.permissions }, keyEntry.name, keyEntry.raw));
  if (after !== undefined) draft.insertAfter(after, lines);
  return draft;
}

/** Moves keys to a queue, with their values and permissions. */
export function moveKeys(draft: Draft<StoreNode>, keyEntries: readonly KeyEntry[], frontend: Frontend, queue: RingKeys): Draft<StoreNode> {
  return copyKeys(draft, keyEntries, frontend, queue).remove(keyEntries.flatMap(({ entries }) => entries));
}

/**
 * Leaves one queue (S7): all queue directories are removed.
 * @param only the queue whose ring keys replace those at the top level, if any do
 */
export function fallBackToOneQueue(draft: Draft<StoreNode>, frontend: Frontend, only: RingKeys | undefined): Draft<StoreNode> {
  const request = frontend.numQueuesEntry;
  if (request !== undefined && request.decimal !== 1) draft.replace(request.contentSpan, "1");
  if (only !== undefined) {
    draft.remove(frontend.topLevel.keyEntries.flatMap(({ entries }) => entries));
    copyKeys(draft, only.keyEntries, frontend);
  }
  for (const queue of frontend.queues) removeSubtree(draft, queue.node);
  return draft;
}
