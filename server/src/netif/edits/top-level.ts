import type { Draft } from "../../dump/draft";
import type { Text } from "../../dump/text";
import { styleInside, writeEntry } from "../../store/entry-style";
import type { StoreNode } from "../../store/node";
import { subtreeEntries } from "../../store/spans";
import type { Frontend } from "../frontend";
import type { RingKeys } from "../ring-keys";
import type { Setting } from "../setting";
import { queueStyle, removeSubtree } from "./queue-subtree";

/**
 * Writes copies of keys, with their values and permissions. The old lines stay.
 * @param queue where to; the top level if undefined
 */
export function copyKeys(
  draft: Draft<StoreNode>,
  text: Text<StoreNode>,
  settings: readonly Setting[],
  frontend: Frontend,
  queue?: RingKeys,
): Draft<StoreNode> {
  const neighbour = (frontend.numQueuesSetting ?? frontend.stateSetting)?.entry;
  const style = queue === undefined ? styleInside(text, frontend.node, neighbour) : queueStyle(text, frontend, queue.node.name, queue);
  const last = subtreeEntries(text, queue?.node ?? frontend.node).at(-1);
  const after = queue === undefined ? (neighbour ?? last) : last;
  if (style === undefined) return draft;
  const lines = settings.map((setting) => writeEntry({ ...style, permissions: setting.entry.permissions }, setting.name, setting.raw));
  if (after !== undefined) draft.insertAfter(after, lines);
  return draft;
}

/** Moves keys to a queue, with their values and permissions. */
export function moveKeys(draft: Draft<StoreNode>, text: Text<StoreNode>, settings: readonly Setting[], frontend: Frontend, queue: RingKeys): Draft<StoreNode> {
  return copyKeys(draft, text, settings, frontend, queue).remove(settings.flatMap(({ entries }) => entries));
}

/**
 * Leaves one queue (S7): all queue directories are removed.
 * @param only the queue whose ring keys replace those at the top level, if any do
 */
export function fallBackToOneQueue(draft: Draft<StoreNode>, text: Text<StoreNode>, frontend: Frontend, only: RingKeys | undefined): Draft<StoreNode> {
  const request = frontend.numQueuesSetting;
  if (request !== undefined && request.decimal !== 1) draft.replace(request.contentSpan, "1");
  if (only !== undefined) {
    draft.remove(frontend.topLevel.settings.flatMap(({ entries }) => entries));
    copyKeys(draft, text, only.settings, frontend);
  }
  for (const queue of frontend.queues) removeSubtree(draft, text, queue.node);
  return draft;
}
