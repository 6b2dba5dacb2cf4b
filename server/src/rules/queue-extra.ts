import { removeSubtree } from "../netif/edits/queue-subtree";
import { directorySpan } from "../store/spans";
import { queuesInARow } from "./present-queues";
import type { FrontendRule } from "./rule";

/** S11: more queues than requested are an inconsistency. */
export const queueExtra: FrontendRule = {
  on: "frontend",
  code: "queue-extra",
  level: "warning",
  gate: "negotiation",
  sentences: ["S11"],
  summary: "a `queue-N` subtree beyond the requested number",
  *check(frontend, scene) {
    const requested = frontend.requestedQueues;
    const wanted = requested === 1 ? "one queue is requested" : `${requested ?? 0} queues are requested`;
    if (requested === undefined || frontend.hasUnrequestedQueues || !frontend.isComplete) return;
    for (const queue of frontend.queues) {
      const at = directorySpan(scene.text, queue.node);
      const extra = requested === 1 || (queue.index !== undefined && queue.index >= requested && !queue.isEmpty);
      if (!extra || at === undefined) continue;
      const setting = frontend.numQueuesSetting;
      yield {
        at,
        message:
          `${queue.node.name} is there, but ${wanted}. ` +
          "netback ignores it; most likely a driver left it behind.",
        related: setting === undefined ? [] : [{ at: setting.valueSpan, message: `Here ${wanted}.` }],
        fixes: function* () {
          yield { title: `Remove ${queue.node.name}`, draft: removeSubtree(scene.draft(), scene.text, queue.node), preferred: true };
          const present = queuesInARow(frontend);
          if (setting !== undefined && queue.index !== undefined && present > queue.index) {
            yield { title: `Set multi-queue-num-queues to ${present}`, draft: scene.draft().replace(setting.contentSpan, String(present)) };
          }
        },
      };
    }
  },
};
