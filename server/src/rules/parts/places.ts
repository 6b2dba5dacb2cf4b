import type { Backend } from "../../netif/backend";
import type { Frontend } from "../../netif/frontend";
import { directorySpan, firstEntry, nameSpan, type EntrySpan } from "../../store/spans";

/** Where a report about half a vif as a whole goes: the value of its `state`, else where its directory is named; undefined if the dump does not show the device. */
export function placeOfHalf({ stateEntry, node }: Frontend | Backend): EntrySpan | undefined {
  const named = directorySpan(node);
  // Below a listing by paths, a word such as `after:` is all that stands in the directory that was listed.
  const isWord = named?.line.place !== node && named?.line.syntax.value === "unreadable";
  return stateEntry?.valueSpan ?? (isWord ? undefined : named);
}

/** Where a report about something that a frontend lacks goes: the value of `multi-queue-num-queues`, else that of `state`, else the vif's first line. */
export function placeOfMissing({ numQueuesEntry, stateEntry, node }: Frontend): EntrySpan | undefined {
  const first = firstEntry(node);
  return (numQueuesEntry ?? stateEntry)?.valueSpan ?? (first && nameSpan(first));
}
