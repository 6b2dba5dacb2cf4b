import { t } from "../l10n";
import type { FrontendRule, Report } from "./rule";

/** S4, S6: each queue has rings of its own. */
export const ringRefDuplicate: FrontendRule = {
  on: "frontend",
  code: "ring-ref-duplicate",
  level: "error",
  gate: "negotiation",
  sentences: ["S4", "S6"],
  summary: "two rings of one domain have the same grant reference",
  check(frontend, scene) {
    const reports: Report[] = [];
    const references = frontend.inForce.flatMap((keys) => keys.references);
    for (const setting of [...references, frontend.setting("ctrl-ring-ref")]) {
      const first = setting && scene.resources.earlierUse(frontend, "ring-reference", setting);
      if (setting === undefined || first === undefined) continue;
      reports.push({
        at: setting.valueSpan,
        message: t("Grant reference {0} is in use for another ring of this domain. netback maps one page for both: each overwrites the other.", setting.decimal ?? ""),
        related: [{ at: first.valueSpan, message: t("The first use, {0}.", first.name) }],
      });
    }
    return reports;
  },
};
