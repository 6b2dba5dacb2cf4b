import type { NameTest } from "../store/layout";

const PREFIX = "queue-";

/** The index of a queue from the name of its directory: `queue-` and an integer without padding, as readers print `%u` (S9). */
export function queueIndex(name: string): number | undefined {
  if (!name.startsWith(PREFIX)) return undefined;
  return /^queue-(?:0|[1-9][0-9]{0,9})$/.test(name) ? indexIn(name) : undefined;
}

/** The index in a name that is known to be that of a queue. */
export function indexIn(queueName: string): number {
  return Number(queueName.slice(PREFIX.length));
}

/**
 * Recognises a name that was meant to be that of a queue, but is not: `queue-00`, `Queue-0`, `queue_0`, `queue0`, `queue-x`.
 * @returns an object with the index that was meant, or with undefined if there is none; undefined for other names
 */
export function misnamedQueue(name: string): { readonly index: number | undefined } | undefined {
  // This rules out nearly all names.
  if (!name.startsWith("q") && !name.startsWith("Q")) return undefined;
  const match = /^queue[-_]?(.*)$/i.exec(name);
  if (match === null || queueIndex(name) !== undefined) return undefined;
  const digits = /^[0-9]{1,10}$/.exec(match[1] ?? "");
  return { index: digits === null ? undefined : Number(digits[0]) };
}

/** Names of queues. */
export const QUEUE_NAME: NameTest = { initials: "q", passes: (name) => queueIndex(name) !== undefined };

/** Names that were meant to be that of a queue. */
export const MISNAMED_QUEUE: NameTest = { initials: "qQ", passes: (name) => misnamedQueue(name) !== undefined };
