import { t } from "../l10n";
import { directorySpan } from "../store/spans";
import { removeKeys } from "./fixes";
import { NONE, type FrontendRule } from "./rule";
import { isUnadvertised } from "./unadvertised";

/** netif.h: a control ring is for a backend that advertises `feature-ctrl-ring`. */
export const ctrlRingUnadvertised: FrontendRule = {
  on: "frontend",
  code: "ctrl-ring-unadvertised",
  level: "warning",
  gate: "negotiation",
  sentences: [],
  summary: "a control ring, and the backend does not advertise `feature-ctrl-ring`",
  check(frontend, scene) {
    const keys = frontend.controlRing;
    const first = keys[0];
    const { backend } = scene;
    if (first === undefined || backend === undefined) return NONE;
    if (!isUnadvertised("feature-ctrl-ring", backend)) return NONE;
    const flag = backend.setting("feature-ctrl-ring");
    const at = flag?.valueSpan ?? directorySpan(backend.node);
    return [{
      at: first.nameSpan,
      message: t("The frontend has a control ring, but the backend does not advertise feature-ctrl-ring. Nothing answers at the other end."),
      related: at === undefined ? [] : [{ at, message: flag === undefined ? t("No {0} here.", "feature-ctrl-ring") : t("Not enabled.") }],
      fixes: function* () {
        yield { ...removeKeys(keys, scene), preferred: true };
      },
    }];
  },
};
