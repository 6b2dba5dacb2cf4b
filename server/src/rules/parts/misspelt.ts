import { show } from "../../dump/show";
import { t } from "../../l10n";
import { renameNode } from "../../netif/edits/queue-subtree";
import { misspeltKeys } from "../../netif/misspelt-keys";
import type { StoreNode } from "../../store/node";
import { nameSpan } from "../../store/spans";
import type { Report, Scene } from "../rule";
import { listed } from "./wording";

/**
 * Completes a report on missing keys: if others in the directory have nearly the same names, it says so, and offers to rename those before anything else.
 * @param names of the missing keys
 */
export function orMisspelt(report: Report, directory: StoreNode, names: readonly string[], scene: Pick<Scene, "draft">): Report {
  const misspelt = misspeltKeys(directory, names);
  if (misspelt.length === 0) return report;
  const guesses = misspelt.map(({ entry, meant }) => t("Perhaps {0} was meant to be {1}.", show(entry.name), meant));
  return {
    ...report,
    message: [report.message, ...guesses].join(" "),
    related: [...(report.related ?? []), ...misspelt.map(({ entry, meant }) => ({ at: nameSpan(entry), message: t("Meant to be {0}?", meant), isMisspelt: true as const }))],
    fixes: function* () {
      const draft = scene.draft();
      for (const { entry, meant } of misspelt) if (entry.place !== undefined) renameNode(draft, entry.place, meant);
      yield { title: t("Rename {0} to {1}", listed(misspelt.map(({ entry }) => show(entry.name))), listed(misspelt.map(({ meant }) => meant))), draft, preferred: true };
      yield* report.fixes?.() ?? [];
    },
  };
}
