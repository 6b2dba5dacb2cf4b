import { show } from "../dump/show";
import { t } from "../l10n";
import { hotplugFailure } from "./parts/hotplug-failure";
import { NONE, type BackendRule } from "./rule";

/** Xen's hotplug scripts write `hotplug-status` = error, and why into `hotplug-error`. */
export const hotplugFailed: BackendRule = {
  on: "backend",
  code: "hotplug-failed",
  level: "warning",
  gate: "always",
  summary: "the hotplug script failed",
  check(backend) {
    const failure = hotplugFailure(backend);
    if (failure === undefined) return NONE;
    const at = failure.keyEntry.valueSpan;
    // The scripts do not remove their last error when they succeed.
    if (backend.keyEntry("hotplug-status")?.text === "connected") {
      const past = t('A hotplug script failed earlier. It said: "{0}". The interface of the backend is set up now: hotplug-status says so.', show(failure.reason));
      return [{ at, message: past, atMost: "information" }];
    }
    const message =
      failure.reason === ""
        ? t("The hotplug script failed. It left no hotplug-error. The interface of the backend is not set up.")
        : t('The hotplug script failed. It says: "{0}". The interface of the backend is not set up.', show(failure.reason));
    return [{ at, message }];
  },
};
