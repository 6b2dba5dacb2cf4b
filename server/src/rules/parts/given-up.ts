import { t } from "../../l10n";
import type { Frontend } from "../../netif/frontend";
import type { Report } from "../rule";

/** How netfront words that it could not write a key. */
const WRITING = /^-?[0-9]+ writing /;

/**
 * A report on missing keys or queues, as it is if the frontend gave up; undefined if it did not. The missing keys then only follow from its own error, netback
 * refused nothing, and adding them fixes nothing.
 * @param fault what is missing
 */
export function givenUp(frontend: Frontend, fault: string, report: Report): Report | undefined {
  if (!gaveUp(frontend)) return undefined;
  return { ...report, message: `${fault} ${t("The frontend gave up before it wrote all its keys: its own error says why.")}`, atMost: "warning", fixes: () => [] };
}

/** Whether a frontend failed before it had written all of its keys, and has closed the device: it wrote none of them, or says that it could not write one. */
function gaveUp(frontend: Frontend): boolean {
  if (!frontend.isClosed || frontend.peerError !== undefined) return false;
  const isBare = frontend.topLevel.isEmpty && frontend.queues.length === 0;
  return isBare || WRITING.test(frontend.ownError?.text ?? "");
}
