import { gather } from "../dump/gather";
import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import type { KeyEntry } from "../netif/key-entry";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** S4, S6: each queue has rings of its own. */
export const ringRefDuplicate: FrontendRule = {
  on: "frontend",
  code: "ring-ref-duplicate",
  level: "error",
  gate: "negotiation",
  sentences: ["S4", "S6"],
  summary: "two rings of one domain have the same grant reference",
  check(frontend, scene) {
    const duplicates = gather(frontend.references, (keyEntry) => reportsOn(keyEntry, frontend, scene));
    const control = frontend.controlReference;
    return control === undefined ? duplicates : [...duplicates, ...reportsOn(control, frontend, scene)];
  },
};

function reportsOn(keyEntry: KeyEntry, frontend: Frontend, scene: Scene): readonly Report[] {
  const first = scene.resources.earlierUse(frontend, "ring-reference", keyEntry);
  if (first === undefined) return NONE;
  return [{
    at: keyEntry.valueSpan,
    message: t("Grant reference {0} is in use for another ring of this domain. netback maps one page for both: each overwrites the other.", keyEntry.decimal ?? ""),
    related: [{ at: first.valueSpan, message: t("The first use, {0}.", first.name) }],
  }];
}
