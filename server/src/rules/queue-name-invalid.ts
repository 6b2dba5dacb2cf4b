import { show } from "../dump/show";
import { t } from "../l10n";
import { removeSubtree, renameNode } from "../netif/edits/queue-subtree";
import type { Frontend, MisnamedQueue } from "../netif/frontend";
import { directorySpan } from "../store/spans";
import { meantQueue } from "./parts/present-queues";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** S9: sub-keys are named `queue-N`, N the integer ID of the queue. */
export const queueNameInvalid: FrontendRule = {
  on: "frontend",
  code: "queue-name-invalid",
  level: "error",
  gate: "negotiation",
  sentences: ["S9"],
  summary: "a directory that was meant to be a queue is not named `queue-N`",
  check(frontend, scene) {
    const { misnamedQueues } = frontend;
    return misnamedQueues.length === 0 ? NONE : misnamedQueues.flatMap((queue) => reportOn(queue, frontend, scene));
  },
};

function reportOn({ node, index }: MisnamedQueue, frontend: Frontend, scene: Scene): readonly Report[] {
  const at = directorySpan(node);
  if (at === undefined) return NONE;
  const name = index === undefined ? "queue-N" : `queue-${index}`;
  const isRequested = index !== undefined && index < (frontend.multiQueueRequest?.queues ?? 0) && frontend.queue(index) === undefined;
  return [{
    at,
    message:
      `${t('"{0}" is not the name of a queue: it must be {1}, the number without padding.', show(node.name), name)} ` +
      (isRequested ? t("netback finds no {0}, and refuses all queues.", name) : t("netback does not look at it.")),
    explains: ({ step, queue }) => isRequested && step === "ring reference" && queue === index,
    fixes: function* () {
      const isFree = index !== undefined && frontend.queue(index) === undefined && index < (frontend.requestedQueues ?? Number.POSITIVE_INFINITY);
      const meant = isFree ? name : meantQueue(frontend)?.name;
      if (meant !== undefined) yield { title: t("Rename it to {0}", meant), draft: renameNode(scene.draft(), node, meant), preferred: true };
      if (!isFree) yield { title: t("Remove {0}", show(node.name)), draft: removeSubtree(scene.draft(), node), preferred: true };
    },
  }];
}
