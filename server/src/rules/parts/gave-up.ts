import type { Frontend } from "../../netif/frontend";

/** How netfront words that it could not write a key. */
const WRITING = /^-?[0-9]+ writing /;

/**
 * Whether the frontend failed before it had written all of its keys, and has closed the device: it wrote none of them, or says that it could not write one.
 * Then the missing keys only follow from its own error, and netback refused nothing.
 */
export function gaveUp(frontend: Frontend): boolean {
  if (!frontend.isClosed || frontend.errorOf(frontend.link ?? "") !== undefined) return false;
  if (frontend.topLevel.isEmpty && frontend.queues.length === 0) return true;
  return WRITING.test(frontend.errorOf(frontend.path)?.text ?? "");
}
