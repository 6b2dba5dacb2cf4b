import type { Draft } from "../../dump/draft";
import { t } from "../../l10n";
import { renameNode } from "../../netif/edits/queue-subtree";
import { fallBackToOneQueue } from "../../netif/edits/top-level";
import type { Frontend } from "../../netif/frontend";
import { NUM_QUEUES, type Queue } from "../../netif/ring-keys";
import type { StoreNode } from "../../store/node";
import type { Fix, Scene } from "../rule";

/** Whether queues have the numbers from 0 up, without a gap (S9). */
export function areNumberedFromZero(queues: readonly Queue[]): boolean {
  return queues.every(({ index }, at) => index === at);
}

/** Gives queues the numbers from 0 up. */
export function renumber(draft: Draft<StoreNode>, queues: readonly Queue[]): Draft<StoreNode> {
  for (const [at, { index, node }] of queues.entries()) if (index !== at) renameNode(draft, node, `queue-${at}`);
  return draft;
}

/** How many queues there are from 0 up without a gap. */
export function queuesInARow(frontend: Frontend): number {
  let count = 0;
  for (const queue of frontend.queues) if (queue.index === count && !queue.isEmpty) count += 1;
  return count;
}

/** A directory without a number in its name, and the name of the queue that it was meant to be. */
export interface MeantQueue {
  readonly node: StoreNode;
  readonly name: string;
}

/**
 * The queue that a directory named `queue-x` can only have been meant for: the only one that is missing, if no other directory has a wrong name (S9).
 * @returns undefined also if the names of all directories tell numbers
 */
export function meantQueue({ misnamedQueues, queues, multiQueueRequest: request }: Frontend): MeantQueue | undefined {
  const [stray, another] = misnamedQueues;
  if (stray === undefined || stray.index !== undefined || another !== undefined || request === undefined) return undefined;
  const taken = new Set(queues.flatMap(({ index }) => (index < request.queues ? index : [])));
  if (taken.size !== request.queues - 1) return undefined;
  let index = 0;
  while (taken.has(index)) index += 1;
  return { node: stray.node, name: `queue-${index}` };
}

/** A fix that leaves one queue, with its keys at the top level (S7): the first complete queue, else the keys that stand there. */
export function* fallBack(frontend: Frontend, scene: Scene, preferred: boolean): Generator<Fix> {
  const only = frontend.queues.find((queue) => queue.isComplete);
  // An incomplete queue is not worth removing the others for.
  if (only === undefined && !frontend.topLevel.isComplete) return;
  yield { title: t("Fall back to one queue"), draft: fallBackToOneQueue(scene.draft(), frontend, only), preferred, namesQueues: true };
}

/** A fix that makes the requested number the number of queues that are there, and gives them the numbers from 0 up (S9). */
export function* requestPresent(frontend: Frontend, scene: Scene, preferred: boolean): Generator<Fix> {
  const keyEntry = frontend.numQueuesEntry;
  const { queues } = frontend;
  if (keyEntry === undefined) return;
  if (queues.length === 1) return yield* fallBack(frontend, scene, preferred);
  const count = queues.length || (frontend.topLevel.isComplete ? 1 : 0);
  if (count === 0) return;
  const draft = renumber(scene.draft(), queues);
  if (keyEntry.decimal === count) return yield { title: t("Renumber the queues from 0"), draft, preferred };
  draft.replace(keyEntry.contentSpan, String(count));
  const title = areNumberedFromZero(queues) ? t("Set {0} to {1}", NUM_QUEUES, count) : t("Set {0} to {1} and renumber the queues from 0", NUM_QUEUES, count);
  yield { title, draft, preferred, namesQueues: true };
}
