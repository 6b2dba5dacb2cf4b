import { MAX_UINT32 } from "../decimal";
import type { KeyGroup } from "../key";
import { OF_FRONTEND } from "./owners";
import { NETBACK, NETFRONT, QUEUES } from "./sources";

const MULTI_QUEUE = { xen: "4.5", linux: "3.16" };

/** How many queues, and where each of them is described. */
export const QUEUE_KEYS: KeyGroup = {
  title: "Queues",
  keys: [
    {
      name: "multi-queue-max-queues",
      places: ["backend"],
      owner: "backend",
      type: { kind: "integer", min: 1, max: MAX_UINT32 },
      absent: "no multi-queue: one queue",
      since: MULTI_QUEUE,
      sources: [QUEUES, NETBACK],
      sentences: ["S1", "S3"],
      description:
        "The largest number of queues that the backend accepts for this vif. Linux netback writes it before state 2 (InitWait), from its module parameter `max_queues`: by default the number of online CPUs, in newer kernels at most 8. A frontend asks for no more than this and no more than its own limit.",
      caveat:
        "netback enforces its module parameter and never reads this key back, so editing it changes nothing. Linux netfront takes text here as 1 and fails with `creating queues` on 0; Windows xenvif does not connect on either.",
    },
    {
      name: "multi-queue-num-queues",
      ...OF_FRONTEND,
      type: { kind: "integer", min: 1, max: MAX_UINT32 },
      absent: "one queue",
      since: MULTI_QUEUE,
      sources: [QUEUES, NETFRONT, NETBACK],
      sentences: ["S2", "S3", "S10", "S11", "S13"],
      description:
        "The number of queues that the frontend wants, from 1 to the backend's `multi-queue-max-queues`. Linux netback reads it once, when the frontend enters state 4: with 1 the ring keys are in the frontend directory, with 2 or more in `queue-0`, `queue-1` and so on. All queues connect or none does. A number over the limit is refused.",
      caveat:
        "The kernel parses leniently: `2abc` and `02` count as 2, `0x2` as 0, and text, a sign or an empty value as 1. For 0, netback since February 2026 names the valid range; kernels from 4.x on fail with `allocating queues`; those around 3.16 report Connected without any queue. Nobody removes the key, so a single-queue driver that takes over the vif (iPXE, NetBSD) inherits the old number.",
    },
    {
      name: "queue-N",
      ...OF_FRONTEND,
      type: { kind: "directory" },
      absent: "with one queue, nothing; with two or more, the backend may refuse all queues",
      since: MULTI_QUEUE,
      sources: [QUEUES, NETBACK],
      sentences: ["S4", "S6", "S7", "S8", "S9", "S10", "S11"],
      description:
        "The directory of one queue, used with two or more queues. N counts from 0 and has no leading zero. Linux netback never lists the frontend directory: it opens `queue-0` to the last requested one by name, and the first that is missing ends the connection with `2 reading …/queue-N/ring-ref`.",
      caveat:
        "A gap, a count from 1 and a name such as `queue-00` all look like a missing queue. Directories above the requested number are what a driver with more queues left behind: netback ignores them, the specification calls them an inconsistency. Linux and FreeBSD netfront cut the names of queues from 100 on to two digits.",
    },
  ],
};
