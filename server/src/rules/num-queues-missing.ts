import { removeSubtree } from "../netif/edits/queue-subtree";
import { styleInside, writeEntry } from "../store/entry-style";
import { subtreeEntries } from "../store/spans";
import { placeOfMissing } from "./place-of-missing";
import { fallBack } from "./present-queues";
import type { FrontendRule } from "./rule";

/** S2: a frontend that wishes to use the feature says how many queues it wishes to use. */
export const numQueuesMissing: FrontendRule = {
  on: "frontend",
  code: "num-queues-missing",
  level: "error",
  gate: "negotiation",
  sentences: ["S2"],
  summary: "`queue-N` subtrees that no `multi-queue-num-queues` asks for",
  *check(frontend, scene) {
    if (!frontend.hasUnrequestedQueues || !frontend.holdsAllOf(frontend.node)) return;
    const queues = frontend.queues.filter((queue) => !queue.isEmpty);
    const first = subtreeEntries(scene.text, queues[0]?.node ?? frontend.node)[0];
    const at = placeOfMissing(scene.text, frontend);
    if (at === undefined || first === undefined) return;
    const complete = frontend.topLevel.isComplete;
    const names = frontend.queues.map(({ node }) => node.name);
    const shown = names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(" and ");
    yield {
      at,
      message:
        `${shown} ${names.length === 1 ? "is" : "are"} there, but multi-queue-num-queues is not. ` +
        (complete
          ? "netback connects one queue with the keys at the top level and ignores the rest."
          : "netback looks for the keys of one queue at the top level, and refuses the device."),
      ...(complete ? { atMost: "warning" as const } : {}),
      fixes: function* () {
        const style = styleInside(scene.text, frontend.node, queues[0]?.node.entry);
        if (queues.length === 1 && !complete) yield* fallBack(frontend, scene, true);
        if (style !== undefined) {
          const line = writeEntry(style, "multi-queue-num-queues", String(queues.length));
          yield {
            title: `Add multi-queue-num-queues = ${queues.length}`,
            draft: scene.draft().insertBefore(first, [line]),
            preferred: !complete,
          };
        }
        // Without a complete top level, the queues are all that there is.
        if (!complete) return;
        const removal = scene.draft();
        for (const queue of frontend.queues) removeSubtree(removal, scene.text, queue.node);
        yield { title: `Remove ${shown}`, draft: removal, preferred: true };
      },
    };
  },
};
