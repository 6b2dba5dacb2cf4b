import type { KeyGroup, NetifKey, Place } from "./key";
import { COLO_KEYS } from "./keys/colo";
import { DEVICE_KEYS } from "./keys/device";
import { FEATURE_KEYS } from "./keys/features";
import { OFFLOAD_KEYS } from "./keys/offload";
import { QUEUE_KEYS } from "./keys/queues";
import { RECEIVE_KEYS } from "./keys/receive";
import { RING_KEYS } from "./keys/rings";
import { TOOLSTACK_KEYS } from "./keys/toolstack";
import { queueIndex } from "./queue-name";

/** The table of keys by subject, in the order of the manual. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  QUEUE_KEYS,
  RING_KEYS,
  RECEIVE_KEYS,
  OFFLOAD_KEYS,
  FEATURE_KEYS,
  DEVICE_KEYS,
  TOOLSTACK_KEYS,
  COLO_KEYS,
];

/** The entry that stands for every `queue-0`, `queue-1`, … */
const QUEUE_PATTERN = "queue-N";

/** Every key of a vif by its name; the directories of queues under `queue-N`. */
export const NETIF_KEYS: ReadonlyMap<string, NetifKey> = new Map(
  KEY_GROUPS.flatMap((group) => group.keys.map((key) => [key.name, key] as const)),
);

/**
 * Finds what is known about a name at a place.
 * @param name as in the dump: `queue-7` finds the entry `queue-N`, `queue-07` and `queue-N` itself find nothing
 * @returns undefined for an unknown key, and for a known one that does not belong there
 */
export function netifKey(name: string, place: Place): NetifKey | undefined {
  if (name === QUEUE_PATTERN) return undefined;
  const key = NETIF_KEYS.get(queueIndex(name) === undefined ? name : QUEUE_PATTERN);
  return key?.places.includes(place) === true ? key : undefined;
}
