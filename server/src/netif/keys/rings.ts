import type { KeyGroup, NetifKey, Since } from "../key";
import { OF_FRONTEND } from "./owners";
import { CONTROL_RING_SECTION, NETBACK, QUEUES, SPLIT_CHANNELS } from "./sources";

const FIRST: Since = { note: "there from the first netif of 2005" };
const SPLIT: Since = { xen: "4.3", linux: "3.11" };
const CONTROL_RING: Since = { xen: "4.7", linux: "4.7" };

type Common = Omit<NetifKey, "name" | "description">;

/** What holds for the reference of either ring. */
const OF_RING: Common = {
  places: ["frontend", "queue"],
  owner: "frontend",
  type: { kind: "ring-reference" },
  absent: "the queue cannot connect",
  since: FIRST,
  sources: [QUEUES, NETBACK],
  sentences: ["S4", "S6", "S7", "S8", "S9"],
};

/** What holds for either half of a pair of event channels. */
const OF_HALF: Common = {
  places: ["frontend", "queue"],
  owner: "frontend",
  type: { kind: "event-channel" },
  absent: "`event-channel` serves both directions",
  since: SPLIT,
  sources: [SPLIT_CHANNELS, NETBACK],
  sentences: ["S5", "S8", "S9", "E1", "E2"],
};

/** Shared rings and the event channels that go with them. */
export const RING_KEYS: KeyGroup = {
  title: "Rings and event channels",
  keys: [
    {
      name: "tx-ring-ref",
      ...OF_RING,
      description:
        "Grant reference of the page that holds the transmit ring, on which the guest sends. The backend maps it when it connects. One queue: in the frontend directory. Two or more: in each `queue-N`, and no longer at the top level.",
      caveat:
        "Linux netback reads both ring references in one step and reports `2 reading …/ring-ref` if either is missing, 22 if either is not a number; it does not say which. References 0 to 7 are reserved entries of the grant table, 4294967295 is the invalid reference, and larger numbers are cut to 32 bits.",
    },
    {
      name: "rx-ring-ref",
      ...OF_RING,
      description:
        "Grant reference of the page that holds the receive ring, on which the guest gets its packets. It is next to `tx-ring-ref`: there are as many receive rings as transmit rings. Without it the whole vif fails, not this queue alone.",
      caveat:
        "The same reference in two queues most likely maps without complaint, and both then work on one page. The error text of netback names neither ring, so `reading …/ring-ref` means either.",
    },
    {
      name: "event-channel",
      places: ["frontend", "queue"],
      owner: "frontend",
      type: { kind: "event-channel" },
      absent: "the queue cannot connect, unless it has the split pair",
      since: FIRST,
      sources: [SPLIT_CHANNELS, QUEUES, NETBACK],
      sentences: ["S4", "S7", "S8", "S9", "E2"],
      description:
        "Port of the one event channel that carries the notifications of both rings. Linux netback tries `event-channel-tx` and `event-channel-rx` first and reads this key only if one of them cannot be read. The backend binds the port: it must be an unbound channel of the frontend's domain, used for nothing else.",
      caveat:
        "A port that is 0, closed or already bound fails late, with `22 mapping shared-frames …`; an empty value or text gives 34. A split pair that an earlier driver left in the same directory wins over a fresh `event-channel`.",
    },
    {
      name: "event-channel-tx",
      ...OF_HALF,
      description:
        "Port of the event channel for the transmit ring alone. It comes in a pair with `event-channel-rx`, replaces `event-channel`, and is for backends whose `feature-split-event-channels` is 1. One queue may be split and the next one shared.",
      caveat:
        "Half a pair without `event-channel` beside it is fatal: `2 reading …/event-channel(-tx/rx)`. With `event-channel` beside it, netback silently uses that. Linux netback never looks at its own feature key; FreeBSD, NetBSD, illumos, QEMU and Mirage backends know only `event-channel`.",
    },
    {
      name: "event-channel-rx",
      ...OF_HALF,
      description:
        "Port of the event channel for the receive ring alone, the other half of `event-channel-tx`. Both halves must be there and be numbers, or Linux netback falls back to `event-channel`.",
      caveat:
        "The same port in both halves works as one shared channel on Linux, but then `event-channel` is the key to write. Mini-OS removes `event-channel` when it closes, and leaves this pair.",
    },
    {
      name: "ctrl-ring-ref",
      ...OF_FRONTEND,
      type: { kind: "ring-reference" },
      absent: "no control ring",
      since: CONTROL_RING,
      sources: [CONTROL_RING_SECTION, NETBACK],
      description:
        "Grant reference of the control ring, on which the frontend sets the hash that spreads packets over its queues. There is one for the whole vif: it stays in the frontend directory however many queues there are. Written with `event-channel-ctrl`, before state 4, if the backend has `feature-ctrl-ring` = 1.",
      caveat:
        "If it is not a number, netback goes on without a control ring. If it is one, and `event-channel-ctrl` is absent or not a number, the vif fails with `2` or `34 connecting control ring`.",
    },
    {
      name: "event-channel-ctrl",
      ...OF_FRONTEND,
      type: { kind: "event-channel" },
      absent: "no control ring; fatal beside a `ctrl-ring-ref`",
      since: CONTROL_RING,
      sources: [CONTROL_RING_SECTION, NETBACK],
      description:
        "Port of the event channel of the control ring. Linux netback reads it after `ctrl-ring-ref` and before any queue, so a fault here keeps all queues from connecting. Windows xenvif writes it, Linux netfront does not.",
    },
  ],
};
