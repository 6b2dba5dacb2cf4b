import { MAX_QUEUES, NUM_QUEUES, type RingKeyName } from "./ring-keys";

/** The keys at the other end that a key must be read with. Keys of the same name at both ends belong together too, but are not listed. */
export const COUNTERPARTS: ReadonlyMap<string, readonly string[]> = new Map([
  [NUM_QUEUES, [MAX_QUEUES]],
  [MAX_QUEUES, [NUM_QUEUES]],
  ["event-channel-tx", ["feature-split-event-channels"]],
  ["event-channel-rx", ["feature-split-event-channels"]],
  ["feature-split-event-channels", ["event-channel-tx"]],
  ["request-rx-copy", ["feature-rx-copy"]],
  ["feature-rx-copy", ["request-rx-copy"]],
  ["request-multicast-control", ["feature-multicast-control", "feature-dynamic-multicast-control"]],
  ["feature-multicast-control", ["request-multicast-control"]],
  ["feature-dynamic-multicast-control", ["request-multicast-control"]],
  ["ctrl-ring-ref", ["feature-ctrl-ring"]],
  ["event-channel-ctrl", ["feature-ctrl-ring"]],
  ["feature-ctrl-ring", ["ctrl-ring-ref"]],
  ["xdp-headroom", ["feature-xdp-headroom"]],
  ["feature-xdp-headroom", ["xdp-headroom"]],
]);

/** The key of the other direction that goes with a key of a queue. */
export const PARTNERS: ReadonlyMap<string, RingKeyName> = new Map([
  ["tx-ring-ref", "rx-ring-ref"],
  ["rx-ring-ref", "tx-ring-ref"],
  ["event-channel-tx", "event-channel-rx"],
  ["event-channel-rx", "event-channel-tx"],
]);
