import { t } from "../l10n";
import { copyKeys } from "../netif/edits/top-level";
import { removeSubtree } from "../netif/edits/queue-subtree";
import { NONE, type FrontendRule } from "./rule";
import { listed } from "./parts/wording";

/** S7: a frontend requesting just one queue writes its keys at the top level. */
export const singleQueueInSubtree: FrontendRule = {
  on: "frontend",
  code: "single-queue-in-subtree",
  level: "error",
  gate: "negotiation",
  sentences: ["S7"],
  summary: "one queue is requested, and its ring keys are under `queue-0`",
  check(frontend, scene) {
    const stray = frontend.strayKeys;
    if (stray.length === 0) return NONE;
    const [first, ...others] = stray;
    const keyEntry = frontend.numQueuesEntry;
    if (first === undefined || keyEntry === undefined || !stray.every(({ name }) => frontend.tells(name))) return NONE;
    const fault =
      others.length === 0
        ? t("One queue is requested, but {0} is under queue-0.", first.name)
        : t("One queue is requested, but {0} are under queue-0.", listed(stray.map(({ name }) => name)));
    return [{
      at: first.nameSpan,
      message: `${fault} ${t("netback reads the keys of a single queue at the top level only, and refuses the device.")}`,
      explains: ({ queue, keyEntry: found }) => queue === 0 && found === undefined,
      related: [
        { at: keyEntry.valueSpan, message: t("One queue is requested.") },
        ...others.map((other) => ({ at: other.nameSpan, message: t("This belongs at the top level too.") })),
      ],
      fixes: function* () {
        const draft = copyKeys(scene.draft(), stray, frontend);
        for (const queue of frontend.queues) removeSubtree(draft, queue.node);
        const title =
          frontend.queues.length > 1
            ? t("Move the ring keys of queue-0 to the top level, and remove the other queues")
            : t("Move the ring keys of queue-0 to the top level");
        yield { title, draft, preferred: true };
      },
    }];
  },
};
