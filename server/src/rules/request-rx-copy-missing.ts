import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import type { KeyEntry } from "../netif/key-entry";
import { styleInside, writeEntry } from "../store/entry-style";
import { setTo } from "./parts/fixes";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** Linux netback: without `request-rx-copy` = 1 it does not read the frontend's features; QEMU and NetBSD refuse. */
export const requestRxCopyMissing: FrontendRule = {
  on: "frontend",
  code: "request-rx-copy-missing",
  level: "warning",
  gate: "negotiation",
  summary: "a connected frontend without `request-rx-copy` = 1",
  check(frontend, scene) {
    const { stateEntry } = frontend;
    if (stateEntry === undefined || !frontend.isConnected) return NONE;
    const keyEntry = frontend.keyEntry("request-rx-copy");
    if (keyEntry?.decimal === 0) {
      return [{
        at: keyEntry.valueSpan,
        message: `${t("The frontend does not ask for copies.")} ${consequence()}`,
        fixes: () => [{ ...setTo(keyEntry, 1, scene), preferred: true }],
      }];
    }
    const above = frontend.numQueuesEntry ?? stateEntry;
    return frontend.lacks("request-rx-copy") ? [reportMissing(frontend, above, scene)] : NONE;
  },
};

function reportMissing(frontend: Frontend, above: KeyEntry, scene: Scene): Report {
  const report: Report = {
    at: above.valueSpan,
    message: `${t("The frontend is connected and has no request-rx-copy.")} ${consequence()}`,
    fixes: function* () {
      const style = styleInside(frontend.node, above.entry);
      if (style === undefined) return;
      const line = writeEntry(style, "request-rx-copy", "1");
      yield { title: t("Add {0}", "request-rx-copy = 1"), draft: scene.draft().insertAfter(above.entry, [line]), preferred: true };
    },
  };
  return orMisspelt(report, frontend.node, ["request-rx-copy"], scene);
}

function consequence(): string {
  return t("netback then ignores the features of the frontend; the backends of QEMU and NetBSD refuse the device.");
}
