import type { Backend } from "../../netif/backend";
import type { Frontend } from "../../netif/frontend";
import { directorySpan, firstEntry, nameSpan, type EntrySpan } from "../../store/spans";

/** Where a report about half a vif as a whole goes: the value of its `state`, else where its directory is named; undefined if no line names it. */
export function placeOfHalf({ stateEntry, node }: Frontend | Backend): EntrySpan | undefined {
  return stateEntry?.valueSpan ?? directorySpan(node);
}

/** Where a report about something that a frontend lacks goes: the value of `multi-queue-num-queues`, else that of `state`, else the vif's first line. */
export function placeOfMissing({ numQueuesEntry, stateEntry, node }: Frontend): EntrySpan | undefined {
  const first = firstEntry(node);
  return (numQueuesEntry ?? stateEntry)?.valueSpan ?? (first && nameSpan(first));
}
