import { t } from "../l10n";
import { useSharedChannel } from "../netif/edits/channels";
import { generateKeys } from "../netif/edits/queue-subtree";
import { moveKeys } from "../netif/edits/top-level";
import type { Frontend } from "../netif/frontend";
import type { RingKeys } from "../netif/ring-keys";
import { givenUp } from "./parts/given-up";
import { orMisspelt } from "./parts/misspelt";
import { relatedAt } from "./parts/related";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** E2: a frontend that uses split channels writes both. */
export const splitEventChannelIncomplete: FrontendRule = {
  on: "frontend",
  code: "split-event-channel-incomplete",
  level: "error",
  gate: "negotiation",
  sentences: ["E2"],
  summary: "one of `event-channel-tx` and `event-channel-rx` without the other",
  check(frontend, scene) {
    const torn = frontend.inForce.filter(({ half }) => half !== undefined);
    const pair = torn.length === 0 ? undefined : frontend.inForce.find((queue) => queue.isSplit);
    return torn.flatMap((keys) => reportOn(keys, pair, frontend, scene));
  },
};

/** @param pair a queue that has both */
function reportOn(keys: RingKeys, pair: RingKeys | undefined, frontend: Frontend, scene: Scene): readonly Report[] {
  const { half } = keys;
  if (half === undefined || !frontend.tells(half.lacking, keys.node)) return NONE;
  const { there: lone, lacking: other } = half;
  // What stands under `queue-0` instead is misplaced, and reported there.
  if (keys.index === undefined && frontend.strayKeys.some(({ name }) => name === other)) return NONE;
  const shared = keys.get("event-channel");
  const fault = keys.index === undefined ? t("The top level has {0} without {1}.", lone.name, other) : t("Queue {0} has {1} without {2}.", keys.index, lone.name, other);
  const report: Report = {
    at: lone.nameSpan,
    message: `${fault} ${shared === undefined ? t("netback finds no event channel and refuses all queues.") : t("netback uses event-channel instead, for both directions.")}`,
    explains: ({ step, queue, keyEntry }) => step === "event channel" && keyEntry === undefined && queue === keys.number,
    related: [...relatedAt(shared?.nameSpan, t("The channel that netback uses.")), ...relatedAt(pair?.get(other)?.nameSpan, t("A queue that has {0}.", other))],
    fixes: function* () {
      const isPairBest = shared === undefined && scene.backend?.advertisesSplitChannels !== false;
      const stray = shared !== undefined ? undefined : frontend.topLevel.get(other);
      // A value that stands at the wrong place is worth more than a placeholder.
      if (stray !== undefined) {
        const moved = moveKeys(scene.draft(), [stray], frontend, keys);
        yield { title: t("Move {0} into {1}", other, keys.node.name), draft: moved, preferred: isPairBest };
      }
      const generated = generateKeys(scene.draft(), frontend, keys, [other]);
      yield { title: t("Generate {0}", other), draft: generated, preferred: isPairBest && stray === undefined };
      const title = shared === undefined ? t("Use one shared event channel") : t("Remove {0}", lone.name);
      yield { title, draft: useSharedChannel(scene.draft(), keys), preferred: shared !== undefined || scene.backend?.advertisesSplitChannels === false };
    },
  };
  return [givenUp(frontend, fault, report) ?? orMisspelt(report, keys.node, [other], scene)];
}
