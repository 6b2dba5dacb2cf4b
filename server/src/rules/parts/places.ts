import type { Text } from "../../dump/text";
import type { Frontend } from "../../netif/frontend";
import type { StoreNode } from "../../store/node";
import { nameSpan, subtreeEntries, type EntrySpan } from "../../store/spans";

/** Where a report about something missing goes: the value of `multi-queue-num-queues`, else that of `state`, else the vif's first line. */
export function placeOfMissing(text: Text<StoreNode>, frontend: Frontend): EntrySpan | undefined {
  const keyEntry = frontend.numQueuesEntry ?? frontend.stateEntry;
  if (keyEntry !== undefined) return keyEntry.valueSpan;
  const first = subtreeEntries(text, frontend.node)[0];
  return first && nameSpan(first);
}
