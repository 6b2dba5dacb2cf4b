import { t } from "../l10n";
import { isServedByQemu } from "../netif/vif";
import { orMisspelt } from "./parts/misspelt";
import { placeOfHalf } from "./parts/places";
import { NONE, type FrontendRule, type Report } from "./rule";

/** Linux netback: `xen_net_read_mac` of the backend's directory comes before the rings. */
export const macMissing: FrontendRule = {
  on: "frontend",
  code: "mac-missing",
  level: "error",
  gate: "negotiation",
  summary: "the backend of a device in use has no `mac`",
  check(_frontend, scene) {
    const { backend } = scene;
    // QEMU takes the address from its own configuration, and writes it only for the frontend.
    if (isServedByQemu(scene)) return NONE;
    if (backend?.isInUse !== true || !backend.lacks("mac")) return NONE;
    const at = placeOfHalf(backend);
    if (at === undefined) return NONE;
    const report: Report = {
      at,
      message: t("The backend has no mac. netback refuses the device: it reads the address before it looks at the rings."),
      explains: ({ step }) => step === "mac",
    };
    return [orMisspelt(report, backend.node, ["mac"], scene)];
  },
};
