import type { Text } from "../dump/text";
import { t } from "../l10n";
import type { Entry, StoreNode } from "../store/node";
import { pathSpan } from "../store/spans";
import { NONE, type NodeRule, type Report, type Scene } from "./rule";

/** A store holds each path once; a dump that holds it twice was put together by hand. */
export const duplicatePath: NodeRule = {
  on: "duplicated node",
  code: "duplicate-path",
  level: "warning",
  summary: "the path occurs twice in one capture",
  check(node, scene) {
    const entries = node.entries.filter(({ syntax }) => syntax.value !== "malformed");
    // xenstore-watch prints paths without values, again and again. They hide nothing but a value above them.
    const first = entries.find(hasValue);
    return first === undefined ? NONE : entries.slice(entries.indexOf(first) + 1).map((entry) => reportOn(entry, first, node, scene));
  },
};

function reportOn(entry: Entry, first: Entry, node: StoreNode, scene: Pick<Scene, "text" | "draft">): Report {
  const lastOne = entry === node.entry && hasValue(entry);
  return {
    at: pathSpan(entry),
    message: lastOne ? t("This path is in the dump already. This value counts, since it is the last one.") : t("This path is in the dump already. The last one counts."),
    related: [{ at: pathSpan(first), message: t("The first one.") }],
    fixes: function* () {
      if (!holdsOthers(scene.text, entry)) yield { title: t("Remove this one"), draft: scene.draft().remove([entry]), preferred: !lastOne };
      // Not `entries`: to sort them for each of very many takes long.
      const others = [node.entry ?? entry, ...(node.earlier ?? [])].filter((other) => other !== entry);
      if (others.some((other) => holdsOthers(scene.text, other))) return;
      yield { title: t("Keep this one"), draft: scene.draft().remove(others), preferred: lastOne };
    },
  };
}

function hasValue({ syntax }: Entry): boolean {
  return syntax.value !== "unreadable";
}

/** Whether lines of a tree stand under this one: without it they would fall to the directory above. */
function holdsOthers(text: Text<StoreNode>, entry: Entry): boolean {
  let below = text.next(entry);
  while (below !== undefined && below.syntax.kind !== "entry") below = text.next(below);
  return below?.parent === entry;
}
