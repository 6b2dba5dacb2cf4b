import type { Draft } from "../dump/draft";
import { t } from "../l10n";
import { channelStyle, generateKeys, removeSubtree, renameNode } from "../netif/edits/queue-subtree";
import type { Frontend } from "../netif/frontend";
import { CHANNELS_OF, namesFor, NUM_QUEUES, type Queue } from "../netif/ring-keys";
import { styleInside, writeEntry } from "../store/entry-style";
import type { StoreNode } from "../store/node";
import { subtreeEntries } from "../store/spans";
import { holdsControlKey } from "./parts/control-ring";
import { orMisspelt } from "./parts/misspelt";
import { placeOfMissing } from "./parts/places";
import { fallBack } from "./parts/present-queues";
import { NONE, type Fix, type FrontendRule, type Report, type Scene } from "./rule";
import { listedShort } from "./parts/wording";

/** S2: a frontend that wishes to use the feature says how many queues it wishes to use. */
export const numQueuesMissing: FrontendRule = {
  on: "frontend",
  code: "num-queues-missing",
  level: "error",
  gate: "negotiation",
  sentences: ["S2"],
  summary: "`queue-N` subtrees that no `multi-queue-num-queues` asks for",
  check(frontend, scene) {
    if (!frontend.hasUnrequestedQueues || !frontend.lacks(NUM_QUEUES)) return NONE;
    const queues = frontend.queues.filter((queue) => !queue.isEmpty);
    const first = subtreeEntries(queues[0]?.node ?? frontend.node)[0];
    const at = placeOfMissing(frontend);
    if (at === undefined || first === undefined) return NONE;
    const complete = frontend.topLevel.isUsable;
    const names = frontend.queues.map(({ node }) => node.name);
    const isInARow = frontend.queues.every(({ index }, count) => index === (frontend.queues[0]?.index ?? 0) + count);
    const shown = names.length > 2 && isInARow ? t("{0} to {1}", names[0] ?? "", names.at(-1) ?? "") : listedShort(names);
    const report: Report = {
      at,
      message:
        `${names.length === 1 ? t("{0} is there, but multi-queue-num-queues is not.", shown) : t("{0} are there, but multi-queue-num-queues is not.", shown)} ` +
        (complete
          ? t("netback takes the one queue at the top level and ignores the rest.")
          : t("netback looks for the keys of one queue at the top level, and refuses the device.")),
      atMost: complete ? "warning" : undefined,
      explains: ({ queue }) => queue !== undefined && (complete ? t("netback then refuses the device.") : true),
      fixes: function* () {
        const style = styleInside(frontend.node, queues[0]?.node.entry);
        if (queues.length === 1 && !complete) yield* fallBack(frontend, scene, true);
        const line = style && writeEntry(style, NUM_QUEUES, String(queues.length));
        if (line !== undefined) yield* requests(frontend, scene, queues, () => scene.draft().insertBefore(first, [line]), !complete);
        // Without a complete top level, the vif has only these queues.
        if (!complete) return;
        const removal = scene.draft();
        for (const queue of frontend.queues) removeSubtree(removal, queue.node);
        yield { title: t("Remove {0}", shown), draft: removal, preferred: !frontend.queues.some((queue) => holdsControlKey(queue, frontend)) };
      },
    };
    return [orMisspelt(report, frontend.node, [NUM_QUEUES], scene)];
  },
};

/** Fixes that ask for the queues that are there: as they are, numbered from 0, or with the keys that they lack. */
function* requests(frontend: Frontend, scene: Scene, queues: readonly Queue[], added: () => Draft<StoreNode>, preferred: boolean): Generator<Fix> {
  const line = `multi-queue-num-queues = ${queues.length}`;
  const misnumbered = queues.filter(({ index }, at) => index !== at);
  const incomplete = queues.filter((queue) => !queue.isComplete);
  if (misnumbered.length === 0 && incomplete.length === 0) yield { title: t("Add {0}", line), draft: added(), preferred };
  else if (incomplete.length === 0) {
    const draft = added();
    for (const queue of misnumbered) renameNode(draft, queue.node, `queue-${queues.indexOf(queue)}`);
    yield { title: t("Add {0} and renumber the queues from 0", line), draft, preferred };
  } else if (misnumbered.length === 0) {
    const draft = added();
    const style = queues.find((queue) => queue.hasAnyChannel)?.channelStyle ?? channelStyle(frontend, scene.backend);
    for (const queue of incomplete) generateKeys(draft, frontend, queue, [...namesFor(queue.missing, CHANNELS_OF[style]), queue.half?.lacking ?? []].flat());
    yield { title: t("Add {0} and generate the missing keys", line), draft, preferred };
  }
}
