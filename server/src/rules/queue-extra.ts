import { gather } from "../dump/gather";
import { t } from "../l10n";
import { removeSubtree } from "../netif/edits/queue-subtree";
import type { Frontend } from "../netif/frontend";
import type { Queue } from "../netif/ring-keys";
import { directorySpan } from "../store/spans";
import { holdsControlKey } from "./parts/control-ring";
import { setTo } from "./parts/fixes";
import { queuesInARow } from "./parts/present-queues";
import { relatedAt } from "./parts/related";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** S11: more queues than requested are an inconsistency. */
export const queueExtra: FrontendRule = {
  on: "frontend",
  code: "queue-extra",
  level: "warning",
  gate: "negotiation",
  sentences: ["S11"],
  summary: "a `queue-N` subtree beyond the requested number",
  check(frontend, scene) {
    const requested = frontend.requestedQueues;
    if (requested === undefined || !frontend.isUsable) return NONE;
    const extra = frontend.queues.filter((queue) => requested === 1 || (queue.index >= requested && !queue.isEmpty));
    return gather(extra, (queue) => reportOn(queue, requested, frontend, scene));
  },
};

function reportOn(queue: Queue, requested: number, frontend: Frontend, scene: Scene): readonly Report[] {
  const at = directorySpan(queue.node);
  if (at === undefined) return NONE;
  const keyEntry = frontend.numQueuesEntry;
  return [{
    at,
    message:
      requested === 1
        ? t("{0} is there, but one queue is requested. netback ignores it; most likely a driver left it behind.", queue.node.name)
        : t("{0} is there, but {1} queues are requested. netback ignores it; most likely a driver left it behind.", queue.node.name, requested),
    related: relatedAt(keyEntry?.valueSpan, requested === 1 ? t("Here one queue is requested.") : t("Here {0} queues are requested.", requested)),
    fixes: function* () {
      yield { title: t("Remove {0}", queue.node.name), draft: removeSubtree(scene.draft(), queue.node), preferred: !holdsControlKey(queue, frontend) };
      const present = queuesInARow(frontend);
      if (keyEntry !== undefined && present > queue.index) yield setTo(keyEntry, present, scene);
    },
  }];
}
