import type { Backend } from "../../netif/backend";
import type { KeyEntry } from "../../netif/key-entry";

/** How the hotplug script says that it failed: the key, and its reason, which is empty if it gave none; undefined if it does not say so. */
export function hotplugFailure(backend: Backend): { readonly keyEntry: KeyEntry; readonly reason: string } | undefined {
  const status = backend.keyEntry("hotplug-status");
  const error = backend.keyEntry("hotplug-error");
  // A cut text still tells what went wrong.
  const reason = error?.isKnown === true || error?.entry.syntax.value === "cut" ? error.raw : "";
  const keyEntry = reason === "" ? status : error;
  return keyEntry === undefined || (reason === "" && status?.text !== "error") ? undefined : { keyEntry, reason };
}
