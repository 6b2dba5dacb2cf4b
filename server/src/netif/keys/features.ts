import type { KeyGroup } from "../key";
import { BACKEND_FLAG, EACH_END_FLAG, FRONTEND_FLAG } from "./owners";
import { CONTROL_RING_SECTION, IN_HEADER, MIRAGE, NETBACK, SPLIT_CHANNELS } from "./sources";

const MULTICAST = "netif.h: multicast control";
const FOREIGN = { note: "not in netif.h" };

/** What else the two ends offer and ask for. */
export const FEATURE_KEYS: KeyGroup = {
  title: "Other features",
  keys: [
    {
      name: "feature-split-event-channels",
      ...BACKEND_FLAG,
      absent: "not supported: one shared `event-channel` for each queue",
      since: { xen: "4.3", linux: "3.11" },
      sources: [SPLIT_CHANNELS, NETBACK],
      sentences: ["S5", "E1", "E2"],
      description:
        "The backend takes separate event channels for transmit and receive. Linux netback writes its module parameter `separate_tx_rx_irq`. A frontend that finds 1 may write `event-channel-tx` and `event-channel-rx`, in each queue if it has several; it need not.",
      caveat:
        "Frontends read other values in different ways: any number but 0 is yes for Linux, while Windows reads binary digits only. Linux netback takes a split pair even if this is 0; other backends do not.",
    },
    {
      name: "feature-ctrl-ring",
      ...BACKEND_FLAG,
      absent: "0, no control ring",
      since: { xen: "4.7", linux: "4.7" },
      sources: [CONTROL_RING_SECTION, NETBACK],
      description:
        "The backend takes a control ring: `ctrl-ring-ref` and `event-channel-ctrl` in the frontend directory. The frontend sends hash settings and grant mappings over it; none of them appear in XenStore.",
    },
    {
      name: "feature-multicast-control",
      ...BACKEND_FLAG,
      absent: "0: all multicast packets reach the guest",
      since: IN_HEADER,
      sources: [MULTICAST, NETBACK],
      description:
        "The backend can filter Ethernet multicast by a list that the frontend keeps. If this is the only multicast feature, `request-multicast-control` is looked at once, when the frontend enters state 4.",
    },
    {
      name: "feature-dynamic-multicast-control",
      ...BACKEND_FLAG,
      absent: "0: `request-multicast-control` counts at state 4 only",
      since: { xen: "4.7" },
      sources: [MULTICAST, NETBACK],
      description:
        "The backend watches `request-multicast-control`, so that the frontend may turn the multicast filter on and off while it is connected. It comes with `feature-multicast-control`.",
    },
    {
      name: "request-multicast-control",
      ...FRONTEND_FLAG,
      absent: "0, no filter",
      since: IN_HEADER,
      sources: [MULTICAST, NETBACK],
      description:
        "The frontend asks the backend to drop multicast packets that match no entry of its list. The list itself travels over the transmit ring. A backend without `feature-multicast-control` ignores the key.",
      caveat:
        "Set while the list is empty, it cuts off all multicast, IPv6 neighbour discovery included.",
    },
    {
      name: "feature-smart-poll",
      ...EACH_END_FLAG,
      absent: "0, not supported",
      since: FOREIGN,
      sources: [MIRAGE, "old XenServer drivers"],
      description:
        "Polling instead of notifications under load, from old XenServer drivers. Mirage still writes and reads the key. Linux does neither.",
    },
    {
      name: "feature-persistent",
      ...FRONTEND_FLAG,
      absent: "0, not supported",
      since: FOREIGN,
      sources: ["Mini-OS netfront, as a build option"],
      description:
        "The frontend reuses its granted pages. As a key of a vif it comes only from Mini-OS built with persistent grants. Linux netback does not read it.",
      caveat: "The key that is documented under this name belongs to block devices (blkif).",
    },
    {
      name: "feature-netmap",
      ...BACKEND_FLAG,
      absent: "0, plain netif",
      since: FOREIGN,
      sources: ["sysml netmap backend", "Mini-OS netfront built with netmap"],
      description:
        "The backend speaks netmap instead of the netif rings. A Mini-OS frontend built for it then sets up its own rings; every other frontend ignores the key.",
    },
    {
      name: "feature-tx-writable",
      ...FRONTEND_FLAG,
      absent: "0: the pages are read-only",
      since: FOREIGN,
      sources: ["illumos xnf and xnb"],
      description:
        "The frontend grants the pages it sends as writable, so that an illumos backend may write into them. Other backends do not read it.",
    },
  ],
};
