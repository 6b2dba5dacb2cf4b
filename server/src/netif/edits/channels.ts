import type { Draft } from "../../dump/draft";
import type { Text } from "../../dump/text";
import type { StoreNode } from "../../store/node";
import type { RingKeys } from "../ring-keys";
import { renameNode } from "./queue-subtree";

/** Leaves a directory one event channel for both directions: the shared one if it is there, else one of the split pair (E2). */
export function useSharedChannel(draft: Draft<StoreNode>, text: Text<StoreNode>, keys: RingKeys): Draft<StoreNode> {
  const tx = keys.get("event-channel-tx");
  const rx = keys.get("event-channel-rx");
  let kept = keys.get("event-channel");
  for (const channel of [tx, rx]) {
    const node = channel?.entry.place;
    if (channel === undefined || node === undefined) continue;
    if (kept !== undefined) draft.remove(node.entries);
    else {
      kept = channel;
      renameNode(draft, text, node, "event-channel");
    }
  }
  return draft;
}
