import { t } from "../../l10n";
import type { Frontend } from "../../netif/frontend";
import { numberRead } from "../../netif/reading";

/** Whether netback goes on to the channel of the control ring: the value of `ctrl-ring-ref` begins with a number, or the dump does not tell it. */
export function readsControlRing(frontend: Frontend): boolean {
  const reference = frontend.controlReference;
  return reference?.isKnown !== true || numberRead(reference) !== undefined;
}

/** What netback does with the channel if it does not read the control ring. */
export function skipsControlChannel(): string {
  return t("netback does not look at it: it finds no grant reference in ctrl-ring-ref.");
}

/** What netback does with a port that both the control ring and a queue have: it binds that of the control ring first. */
export function boundForControl(): string {
  return t("netback binds it for the control ring first, and refuses the queue that has it too.");
}
