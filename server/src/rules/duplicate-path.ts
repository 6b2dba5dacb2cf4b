import type { Text } from "../dump/text";
import { t } from "../l10n";
import type { Entry, StoreNode } from "../store/node";
import { pathSpan } from "../store/spans";
import type { NodeRule, Report } from "./rule";

/** A store holds each path once; a dump that holds it twice was put together by hand. */
export const duplicatePath: NodeRule = {
  on: "duplicated node",
  code: "duplicate-path",
  level: "warning",
  sentences: [],
  summary: "the path stands twice in one capture",
  check(node, scene) {
    const reports: Report[] = [];
    const entries = node.entries.filter((entry) => entry.syntax.value !== "malformed");
    const first = entries[0];
    if (first === undefined) return reports;
    for (const entry of entries.slice(1)) {
      const lastOne = entry === node.entry;
      reports.push({
        at: pathSpan(entry),
        message: lastOne ? t("This path is in the dump already. This value counts, since it is the last one.") : t("This path is in the dump already. The last one counts."),
        related: [{ at: pathSpan(first), message: t("The first one.") }],
        fixes: function* () {
          if (!holdsOthers(scene.text, entry)) yield { title: t("Remove this one"), draft: scene.draft().remove([entry]), preferred: !lastOne };
          const others = node.entries.filter((other) => other !== entry);
          if (others.some((other) => holdsOthers(scene.text, other))) return;
          yield { title: t("Keep this one"), draft: scene.draft().remove(others), preferred: lastOne };
        },
      });
    }
    return reports;
  },
};

/** Whether lines of a tree stand under this one: without it they would fall to the directory above. */
function holdsOthers(text: Text<StoreNode>, entry: Entry): boolean {
  let below = text.next(entry);
  while (below !== undefined && below.syntax.kind !== "entry") below = text.next(below);
  return below?.parent === entry;
}
