import { t } from "../l10n";
import { orMisspelt } from "./parts/misspelt";
import { placeOfHalf } from "./parts/places";
import { NONE, type FrontendRule } from "./rule";

/** Linux and NetBSD netfront need `feature-rx-copy` = 1 from a backend. */
export const rxCopyUnadvertised: FrontendRule = {
  on: "frontend",
  code: "rx-copy-unadvertised",
  level: "warning",
  gate: "negotiation",
  summary: "the backend does not advertise `feature-rx-copy` = 1",
  check(_frontend, scene) {
    const { backend } = scene;
    if (backend?.advertises("feature-rx-copy") !== false) return NONE;
    const at = backend.keyEntry("feature-rx-copy")?.valueSpan ?? placeOfHalf(backend);
    if (at === undefined) return NONE;
    const report = { at, message: t("The backend does not advertise feature-rx-copy. The frontends of Linux and NetBSD refuse it.") };
    return [orMisspelt(report, backend.node, ["feature-rx-copy"], scene)];
  },
};
