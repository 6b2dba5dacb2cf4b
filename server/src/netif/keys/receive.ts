import type { KeyGroup } from "../key";
import { BACKEND_FLAG, EACH_END_FLAG, FRONTEND_FLAG, OF_FRONTEND } from "./owners";
import { BY_CONVENTION, IN_HEADER, LINUX_NETIF_H, MIRAGE, NETBACK, NETFRONT } from "./sources";

const XDP = { linux: "5.9", note: "in Linux's copy of netif.h, not in Xen's" };

/** How packets reach the guest. */
export const RECEIVE_KEYS: KeyGroup = {
  title: "Receive path",
  keys: [
    {
      name: "feature-rx-copy",
      ...BACKEND_FLAG,
      absent: "0: Linux and NetBSD frontends refuse",
      since: BY_CONVENTION,
      sources: [NETBACK, NETFRONT],
      description:
        "The backend copies packets into pages that the guest grants, instead of exchanging pages. Every backend of today does. Linux netfront reads it first of all; if it is absent or 0, it stops, and says `backend does not support copying receive path` in the guest's kernel log only.",
    },
    {
      name: "feature-rx-flip",
      ...EACH_END_FLAG,
      absent: "no page flipping",
      since: { note: "obsolete; not in netif.h" },
      sources: [NETBACK, MIRAGE],
      description:
        "Packets were once handed over by exchanging whole pages between the domains. Nobody does so any more: Linux netback writes 0 for the sake of old guests. In a frontend directory it comes from Mirage.",
    },
    {
      name: "request-rx-copy",
      ...FRONTEND_FLAG,
      absent: "0, no copying asked for",
      since: BY_CONVENTION,
      sources: [NETBACK, NETFRONT, "QEMU hw/net/xen_nic.c", "iPXE"],
      description:
        "The frontend asks the backend to copy packets into its pages. It must be 1 in practice. The backends of QEMU and NetBSD refuse the vif without it.",
      caveat:
        "Linux netback since 3.16 connects without it, yet reads none of the frontend's features: scatter-gather, large packets, checksums, `feature-rx-notify`. A value that is not a number leaves `34 reading …/request-rx-copy` in the error node, yet the vif connects.",
    },
    {
      name: "feature-rx-notify",
      ...FRONTEND_FLAG,
      absent: "0: the backend cannot safely queue packets",
      since: IN_HEADER,
      sources: ["netif.h: notifications", NETBACK],
      description:
        "The frontend notifies the backend when it has put new buffers on the receive ring. Without it the backend may wait for a notification that never comes, and Linux netback holds packets back only briefly and turns its stall detection off.",
    },
    {
      name: "feature-xdp-headroom",
      ...BACKEND_FLAG,
      absent: "0, no headroom",
      since: XDP,
      sources: [LINUX_NETIF_H, NETBACK],
      description:
        "The backend can leave room before each received packet, which XDP programs in the guest need. Linux netfront then writes `xdp-headroom` before it connects.",
      caveat: "Without it Linux netfront accepts an XDP program without an error and never runs it.",
    },
    {
      name: "xdp-headroom",
      ...OF_FRONTEND,
      type: { kind: "integer", min: 0, max: 32767 },
      absent: "0, no headroom",
      since: XDP,
      sources: [LINUX_NETIF_H, NETBACK, NETFRONT],
      description:
        "Octets that the backend leaves free before each received packet. Linux netfront writes 256 while an XDP program is loaded and 0 otherwise. To change it, the frontend goes to state 7 (Reconfiguring), netback reads the key again and goes to 8, and the frontend returns to 4.",
      caveat:
        "netback caps it at 32767 and reads text as 0. After such a change the backend stays in state 8 beside a frontend in 4: that is not a fault.",
    },
  ],
};
