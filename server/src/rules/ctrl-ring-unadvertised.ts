import { t } from "../l10n";
import { removeKeys } from "./parts/fixes";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type FrontendRule, type Report } from "./rule";
import { whereUnadvertised } from "./parts/related";

/** netif.h: a control ring is for a backend that advertises `feature-ctrl-ring`. */
export const ctrlRingUnadvertised: FrontendRule = {
  on: "frontend",
  code: "ctrl-ring-unadvertised",
  level: "warning",
  gate: "negotiation",
  summary: "a control ring, and the backend does not advertise `feature-ctrl-ring`",
  check(frontend, scene) {
    const keys = frontend.controlRing;
    const first = keys[0];
    const { backend } = scene;
    if (first === undefined || backend?.advertises("feature-ctrl-ring") !== false) return NONE;
    const report: Report = {
      at: first.nameSpan,
      message: t("The frontend has a control ring, but the backend does not advertise feature-ctrl-ring. Nothing answers at the other end."),
      related: whereUnadvertised("feature-ctrl-ring", backend),
      fixes: () => [{ ...removeKeys(keys, scene), preferred: true }],
    };
    return [orMisspelt(report, backend.node, ["feature-ctrl-ring"], scene)];
  },
};
