import type { Draft } from "../../dump/draft";
import type { StoreNode } from "../../store/node";
import type { RingKeys } from "../ring-keys";
import { isPort } from "../shared-resources";
import { renameNode } from "./queue-subtree";

/** Leaves a directory one event channel for both directions (E2): the shared one if it may be bound, else one of the split pair that may, else the first. */
export function useSharedChannel(draft: Draft<StoreNode>, keys: RingKeys): Draft<StoreNode> {
  const { channels } = keys;
  const kept = channels.find((channel) => channel.text === undefined || isPort(channel.decimal)) ?? channels[0];
  for (const channel of channels) {
    const node = channel.entry.place;
    if (node === undefined) continue;
    if (channel !== kept) draft.remove(node.entries);
    else if (channel.name !== "event-channel") renameNode(draft, node, "event-channel");
  }
  return draft;
}
