import { t } from "../../l10n";
import type { Frontend } from "../../netif/frontend";

/** How netfront words that it could not write a key. */
const WRITING = /^-?[0-9]+ writing /;

/**
 * Says so if the frontend failed before it had written all of its keys, and has closed the device: it wrote none of them, or says that it could not write one.
 * Then the missing keys only follow from its own error, netback refused nothing, and adding them fixes nothing.
 */
export function givenUp(frontend: Frontend): string | undefined {
  if (!frontend.isClosed || frontend.errorOf(frontend.link ?? "") !== undefined) return undefined;
  const isBare = frontend.topLevel.isEmpty && frontend.queues.length === 0;
  return isBare || WRITING.test(frontend.errorOf(frontend.path)?.text ?? "") ? t("The frontend gave up before it wrote all its keys: its own error says why.") : undefined;
}
