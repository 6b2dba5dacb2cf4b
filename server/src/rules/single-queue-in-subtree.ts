import { copyKeys } from "../netif/edits/top-level";
import { removeSubtree } from "../netif/edits/queue-subtree";
import type { FrontendRule } from "./rule";
import { listed } from "./wording";

/** S7: a frontend requesting just one queue writes its keys at the top level. */
export const singleQueueInSubtree: FrontendRule = {
  on: "frontend",
  code: "single-queue-in-subtree",
  level: "error",
  gate: "negotiation",
  sentences: ["S7"],
  summary: "one queue is requested, and its ring keys are under `queue-0`",
  *check(frontend, scene) {
    const stray = frontend.strayKeys;
    const [first, ...others] = stray;
    const setting = frontend.numQueuesSetting;
    if (first === undefined || setting === undefined || !frontend.judgesAbsence) return;
    yield {
      at: first.nameSpan,
      message:
        `One queue is requested, but ${listed(stray.map(({ name }) => name))} ${others.length === 0 ? "stands" : "stand"} under queue-0. ` +
        "netback reads the keys of a single queue at the top level only, and refuses the device.",
      explains: ({ queue, setting: found }) => queue === 0 && found === undefined,
      related: [
        { at: setting.valueSpan, message: "One queue is requested." },
        ...others.map((other) => ({ at: other.nameSpan, message: "This belongs at the top level too." })),
      ],
      fixes: function* () {
        const draft = copyKeys(scene.draft(), scene.text, stray, frontend);
        for (const queue of frontend.queues) removeSubtree(draft, scene.text, queue.node);
        const rest = frontend.queues.length > 1 ? ", and remove the other queues" : "";
        yield { title: `Move the ring keys of queue-0 to the top level${rest}`, draft, preferred: true };
      },
    };
  },
};
