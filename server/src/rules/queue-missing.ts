import { show } from "../dump/show";
import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import { generateQueues, renameNode } from "../netif/edits/queue-subtree";
import { directorySpan } from "../store/spans";
import { givenUp } from "./parts/given-up";
import { meantQueue, requestPresent, type MeantQueue } from "./parts/present-queues";
import { relatedAt } from "./parts/related";
import { NONE, type Fix, type FrontendRule, type Report, type Scene } from "./rule";
import { listedShort } from "./parts/wording";

/** The most queues that are written at once; more than any driver uses. */
const MOST_GENERATED = 64;

/** A run of consecutive queue indexes, its end included. */
interface QueueRun {
  readonly first: number;
  readonly last: number;
}

/** S9, S11: the keys of each requested queue stand under `queue-N`, N from 0. */
export const queueMissing: FrontendRule = {
  on: "frontend",
  code: "queue-missing",
  level: "error",
  gate: "negotiation",
  sentences: ["S9", "S11"],
  summary: "a requested queue has no `queue-N` subtree",
  check(frontend, scene) {
    const request = frontend.multiQueueRequest;
    if (request === undefined || frontend.inForce.length === request.queues || !frontend.tells("queue-")) return NONE;
    const limit = Math.min(request.queues, scene.backend?.maxQueues ?? request.queues);
    const misnamed = frontend.misnamedQueues.flatMap(({ index }) => index ?? []);
    const taken = [...frontend.queues.map(({ index }) => index), ...misnamed].toSorted((left, right) => left - right);
    const missing = freeRuns(taken, limit);
    if (missing.length === 0) return NONE;
    const one = countOf(missing) === 1;
    const fault = one ? t("Queue {0} is requested but has no keys.", queuesNamed(missing)) : t("Queues {0} are requested but have no keys.", queuesNamed(missing));
    const model = frontend.inForce.find((queue) => queue.isComplete)?.keyEntries[0];
    const meant = meantQueue(frontend);
    const report: Report = {
      at: request.keyEntry.valueSpan,
      message: `${fault} ${t("netback will refuse all queues: it stops at the first that is missing.")}`,
      explains: ({ step, queue = -1 }) => step === "ring reference" && missing.some(({ first, last }) => first <= queue && queue <= last),
      related: [...relatedAt(model?.nameSpan, t("A queue that is there.")), ...relatedAt(meant && directorySpan(meant.node), t("Meant to be {0}?", meant?.name ?? ""))],
      fixes: () => fixes(frontend, scene, missing, meant),
    };
    return [givenUp(frontend, fault, report) ?? report];
  },
};

function* fixes(frontend: Frontend, scene: Scene, missing: readonly QueueRun[], meant: MeantQueue | undefined): Generator<Fix> {
  const generate = (indexes: readonly number[]) => generateQueues(scene.draft(), frontend, scene.backend, indexes);
  const count = countOf(missing);
  if (meant !== undefined) {
    yield { title: t("Rename {0} to {1}", show(meant.node.name), meant.name), draft: renameNode(scene.draft(), meant.node, meant.name), preferred: true };
  }
  // Values that are there are worth more than placeholders.
  const { isLikeOne } = frontend;
  if (count <= MOST_GENERATED) {
    const indexes = missing.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
    if (count > 1) yield { title: t("Generate all missing queues"), draft: generate(indexes), preferred: !isLikeOne };
    for (const index of indexes.slice(0, 8)) yield { title: t("Generate {0}", `queue-${index}`), draft: generate([index]), preferred: count === 1 && !isLikeOne };
  } else {
    const first = missing[0]?.first ?? 0;
    yield { title: t("Generate {0}", `queue-${first}`), draft: generate([first]) };
  }
  yield* requestPresent(frontend, scene, isLikeOne || count > MOST_GENERATED || frontend.queues.length === frontend.requestedQueues);
}

/**
 * Finds the indexes below a limit that are not taken. Takes time linear in the taken ones: a guest may request 4294967295.
 * @param taken indexes from the lowest
 */
function freeRuns(taken: readonly number[], limit: number): QueueRun[] {
  const runs: QueueRun[] = [];
  let next = 0;
  for (const index of [...taken.filter((other) => other < limit), limit]) {
    if (index > next) runs.push({ first: next, last: index - 1 });
    next = Math.max(next, index + 1);
  }
  return runs;
}

/** How many indexes the runs hold. */
function countOf(runs: readonly QueueRun[]): number {
  return runs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The indexes in the runs: "1", "1 and 3 to 7". */
function queuesNamed(runs: readonly QueueRun[]): string {
  const parts = runs.flatMap(({ first, last }) => (last === first ? [`${first}`] : last === first + 1 ? [`${first}`, `${last}`] : [t("{0} to {1}", first, last)]));
  return listedShort(parts);
}
