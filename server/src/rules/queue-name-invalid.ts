import { show } from "../dump/show";
import { removeSubtree, renameNode } from "../netif/edits/queue-subtree";
import { directorySpan } from "../store/spans";
import type { FrontendRule } from "./rule";

/** S9: sub-keys are named `queue-N`, N the integer ID of the queue. */
export const queueNameInvalid: FrontendRule = {
  on: "frontend",
  code: "queue-name-invalid",
  level: "error",
  gate: "negotiation",
  sentences: ["S9"],
  summary: "a directory that was meant to be a queue is not named `queue-N`",
  *check(frontend, scene) {
    for (const { node, index } of frontend.misnamedQueues) {
      const at = directorySpan(scene.text, node);
      if (at === undefined) continue;
      const name = index === undefined ? "queue-N" : `queue-${index}`;
      const isRequested = index !== undefined && index < (frontend.requestedQueues ?? 0) && frontend.requestedQueues !== 1 && frontend.queue(index) === undefined;
      yield {
        at,
        message:
          `"${show(node.name)}" is no name of a queue: it must be ${name}, the number without padding. ` +
          (isRequested ? `netback finds no ${name}, and refuses all queues.` : "netback does not look at it."),
        explains: ({ step, queue }) => isRequested && step === "ring reference" && queue === index,
        fixes: function* () {
          const wanted = index !== undefined && frontend.queue(index) === undefined && index < (frontend.requestedQueues ?? Number.POSITIVE_INFINITY);
          if (wanted) yield { title: `Rename it to ${name}`, draft: renameNode(scene.draft(), scene.text, node, name), preferred: true };
          else yield { title: `Remove ${show(node.name)}`, draft: removeSubtree(scene.draft(), scene.text, node), preferred: true };
        },
      };
    }
  },
};
