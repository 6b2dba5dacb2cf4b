import type { Draft } from "../dump/draft";
import { t } from "../l10n";
import { channelStyle, generateKeys, removeSubtree } from "../netif/edits/queue-subtree";
import type { Frontend } from "../netif/frontend";
import { CHANNELS_OF, namesFor, NUM_QUEUES, type Queue } from "../netif/ring-keys";
import { styleInside, writeEntry } from "../store/entry-style";
import type { StoreNode } from "../store/node";
import { subtreeEntries } from "../store/spans";
import { holdsControlKey } from "./parts/control-ring";
import { orMisspelt } from "./parts/misspelt";
import { placeOfMissing } from "./parts/places";
import { areNumberedFromZero, fallBack, renumber } from "./parts/present-queues";
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
        if (line !== undefined) yield* request(scene.draft().insertBefore(first, [line]), queues, frontend, scene, !complete);
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

/**
 * A fix that asks for the queues that are there, and numbers them from 0 or generates the keys that they lack. To do both would be to guess.
 * @param draft adds the request
 */
function* request(draft: Draft<StoreNode>, queues: readonly Queue[], frontend: Frontend, scene: Scene, preferred: boolean): Generator<Fix> {
  const line = `multi-queue-num-queues = ${queues.length}`;
  const isNumbered = areNumberedFromZero(queues);
  const incomplete = queues.filter((queue) => !queue.isComplete);
  if (incomplete.length === 0) {
    const title = isNumbered ? t("Add {0}", line) : t("Add {0} and renumber the queues from 0", line);
    yield { title, draft: renumber(draft, queues), preferred };
  } else if (isNumbered) {
    const style = queues.find((queue) => queue.hasAnyChannel)?.channelStyle ?? channelStyle(frontend, scene.backend);
    for (const queue of incomplete) generateKeys(draft, frontend, queue, [...namesFor(queue.missing, CHANNELS_OF[style]), queue.half?.lacking ?? []].flat());
    yield { title: t("Add {0} and generate the missing keys", line), draft, preferred };
  }
}
