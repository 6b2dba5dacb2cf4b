import { t } from "../../l10n";
import type { Frontend } from "../../netif/frontend";
import { keyEntryOf } from "../../netif/key-entry";
import { numberRead } from "../../netif/reading";
import { CONTROL_RING_KEYS, type Queue } from "../../netif/ring-keys";

/** Whether netback goes on to the channel of the control ring: the value of `ctrl-ring-ref` begins with a number, or the dump does not tell it. */
export function readsControlRing(frontend: Frontend): boolean {
  const reference = frontend.controlReference;
  return reference?.isKnown !== true || numberRead(reference) !== undefined;
}

/** Whether a queue holds a key of the control ring that the top level lacks. That is to be moved there, and not removed with the queue. */
export function holdsControlKey({ node }: Queue, frontend: Frontend): boolean {
  return CONTROL_RING_KEYS.some((name) => frontend.keyEntry(name) === undefined && keyEntryOf(node, name) !== undefined);
}

/** What netback does with the channel if it does not read the control ring. */
export function skipsControlChannel(): string {
  return t("netback does not look at it: it finds no grant reference in ctrl-ring-ref.");
}

/** What netback does with a port that both the control ring and a queue have: it binds that of the control ring first. */
export function boundForControl(): string {
  return t("netback binds it for the control ring first, and refuses the queue that has it too.");
}
