import { t } from "../l10n";
import { removeSubtree } from "../netif/edits/queue-subtree";
import { NUM_QUEUES, type Queue } from "../netif/ring-keys";
import { fallBack, requestPresent } from "./parts/present-queues";
import { NONE, type FrontendRule } from "./rule";

/** S3: a frontend requests no more queues than the backend supports. */
export const numQueuesExceedsMax: FrontendRule = {
  on: "frontend",
  code: "num-queues-exceeds-max",
  level: "error",
  gate: "negotiation",
  sentences: ["S3"],
  summary: "more queues are requested than the backend's `multi-queue-max-queues` allows",
  check(frontend, scene) {
    const request = frontend.multiQueueRequest;
    const limit = scene.backend?.maxQueues;
    const advertised = scene.backend?.maxQueuesEntry;
    if (request === undefined || limit === undefined || advertised === undefined || request.queues <= limit) return NONE;
    return [{
      at: request.keyEntry.valueSpan,
      message: t("{0} queues are requested, but the backend supports {1}. netback refuses the device.", request.queues, limit),
      explains: ({ step }) => step === "request",
      related: [{ at: advertised.valueSpan, message: t("The backend supports {0}.", limit) }],
      fixes: function* () {
        if (limit === 1) return yield* fallBack(frontend, scene, true);
        const draft = scene.draft().replace(request.keyEntry.contentSpan, String(limit));
        const above = frontend.queues.filter(({ index }) => index >= limit);
        // If there are no more queues than that, other numbers make room for all of them.
        if (above.length > 0 && frontend.queues.length <= limit) yield* requestPresent(frontend, scene, true);
        for (const queue of above) removeSubtree(draft, queue.node);
        yield { title: titleOf(limit, above), draft, preferred: true };
      },
    }];
  },
};

function titleOf(limit: number, [first, ...others]: readonly Queue[]): string {
  if (first === undefined) return t("Set {0} to {1}", NUM_QUEUES, limit);
  if (others.length === 0) return t("Set {0} to {1} and remove {2}", NUM_QUEUES, limit, first.node.name);
  return t("Set {0} to {1} and remove the {2} queues beyond it", NUM_QUEUES, limit, others.length + 1);
}
