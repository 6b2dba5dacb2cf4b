import { t } from "../l10n";
import { isServedByQemu } from "../netif/vif";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type DeviceRule, type Report } from "./rule";

/** xenbus.h: both ends of a device say how far they have come. */
export const stateMissing: DeviceRule = {
  on: "device",
  code: "state-missing",
  level: "warning",
  gate: "always",
  summary: "a directory has the link to its other half, but no `state`",
  check(directory, scene) {
    const link = directory.linkEntry;
    // QEMU creates a device node by node, with the state last.
    if (link === undefined || !directory.lacks("state") || isServedByQemu(scene)) return NONE;
    const report: Report = {
      at: link.nameSpan,
      message:
        directory.side === "frontend"
          ? t("The frontend has no state. netback reads that as 0, Unknown, and closes the device.")
          : t("The backend has no state. netfront reads that as 0, Unknown, and waits for another."),
    };
    return [orMisspelt(report, directory.node, ["state"], scene)];
  },
};
