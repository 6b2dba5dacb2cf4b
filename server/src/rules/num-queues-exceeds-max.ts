import { removeSubtree } from "../netif/edits/queue-subtree";
import { fallBack } from "./present-queues";
import type { FrontendRule } from "./rule";

/** S3: a frontend requests no more queues than the backend supports. */
export const numQueuesExceedsMax: FrontendRule = {
  on: "frontend",
  code: "num-queues-exceeds-max",
  level: "error",
  gate: "negotiation",
  sentences: ["S3"],
  summary: "more queues are requested than the backend's `multi-queue-max-queues` allows",
  *check(frontend, scene) {
    const requested = frontend.requestedQueues;
    const setting = frontend.numQueuesSetting;
    const limit = scene.backend?.maxQueues;
    const advertised = scene.backend?.maxQueuesSetting;
    if (setting === undefined || requested === undefined || limit === undefined || advertised === undefined || requested <= limit) return;
    yield {
      at: setting.valueSpan,
      message: `${requested} queues are requested, but the backend supports ${limit}. netback refuses the device.`,
      explains: ({ step }) => step === "request",
      related: [{ at: advertised.valueSpan, message: `The backend supports ${limit}.` }],
      fixes: function* () {
        if (limit === 1) return yield* fallBack(frontend, scene, true);
        const draft = scene.draft().replace(setting.contentSpan, String(limit));
        const above = frontend.queues.filter(({ index }) => index !== undefined && index >= limit);
        for (const queue of above) removeSubtree(draft, scene.text, queue.node);
        const names = above.length === 0 ? "" : ` and remove ${above.length === 1 ? above[0]?.node.name : `the ${above.length} queues above it`}`;
        yield { title: `Set multi-queue-num-queues to ${limit}${names}`, draft, preferred: true };
      },
    };
  },
};
