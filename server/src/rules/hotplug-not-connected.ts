import { show } from "../dump/show";
import { t } from "../l10n";
import { XenbusState } from "../netif/state";
import { isServedByQemu } from "../netif/vif";
import { hotplugFailure } from "./parts/hotplug-failure";
import { lineEndNote } from "./parts/wording";
import { NONE, type FrontendRule } from "./rule";

/** Linux netback leaves InitWait only when `hotplug-status` is "connected". */
export const hotplugNotConnected: FrontendRule = {
  on: "frontend",
  code: "hotplug-not-connected",
  level: "information",
  gate: "always",
  summary: "the frontend is connected, and netback waits for the hotplug script",
  check(frontend, scene) {
    const { backend } = scene;
    const state = backend?.stateEntry;
    // QEMU's backend has no such script.
    if (frontend.state !== XenbusState.Connected || backend?.state !== XenbusState.InitWait || state === undefined || isServedByQemu(scene)) return NONE;
    if (hotplugFailure(backend) !== undefined) return NONE;
    const status = backend.keyEntry("hotplug-status");
    if (status === undefined ? !backend.tells("hotplug-status") : !status.isKnown || status.raw === "connected") return NONE;
    return [{ at: (status ?? state).valueSpan, message: `${whatIsThere(status?.raw)} ${t("Look at the script and its log, not at the rings.")}` }];
  },
};

/** @param status the value of `hotplug-status`; undefined if it is absent */
function whatIsThere(status: string | undefined): string {
  if (status === undefined) return t("netback waits for the hotplug script: hotplug-status is absent.");
  if (status === "") return t("netback waits for the hotplug script: hotplug-status is empty.");
  return t('netback waits for the hotplug script: hotplug-status is "{0}", not exactly "connected".', show(status)) + lineEndNote(status);
}
