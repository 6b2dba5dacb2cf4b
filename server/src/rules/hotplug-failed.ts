import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { KeyEntry } from "../netif/key-entry";
import { NONE, type BackendRule } from "./rule";

/** Xen's hotplug scripts write `hotplug-status` = error, and why into `hotplug-error`. */
export const hotplugFailed: BackendRule = {
  on: "backend",
  code: "hotplug-failed",
  level: "warning",
  gate: "always",
  sentences: [],
  summary: "the hotplug script failed",
  check(backend) {
    const failure = hotplugFailure(backend);
    if (failure === undefined) return NONE;
    const at = failure.keyEntry.valueSpan;
    // The scripts do not remove their last error when they succeed.
    if (backend.keyEntry("hotplug-status")?.text === "connected") {
      const past = t('A hotplug script failed before. It said: "{0}". The interface of the backend is set up now: hotplug-status says so.', show(failure.reason));
      return [{ at, message: past, atMost: "information" }];
    }
    const message =
      failure.reason === ""
        ? t("The hotplug script failed. It left no hotplug-error. The interface of the backend is not set up.")
        : t('The hotplug script failed. It says: "{0}". The interface of the backend is not set up.', show(failure.reason));
    return [{ at, message }];
  },
};

/** How the hotplug script says that it failed: the key, and its reason, which is empty if it gave none; undefined if it does not say so. */
export function hotplugFailure(backend: Backend): { readonly keyEntry: KeyEntry; readonly reason: string } | undefined {
  const status = backend.keyEntry("hotplug-status");
  const error = backend.keyEntry("hotplug-error");
  // A cut text still tells what went wrong.
  const reason = error?.isKnown === true || error?.entry.syntax.value === "cut" ? error.raw : "";
  const keyEntry = reason === "" ? status : error;
  return keyEntry === undefined || (reason === "" && status?.text !== "error") ? undefined : { keyEntry, reason };
}
