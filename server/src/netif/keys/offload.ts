import type { KeyGroup, NetifKey } from "../key";
import { EACH_END_FLAG, FRONTEND_FLAG } from "./owners";
import { BY_CONVENTION, CHECKSUMS, IN_HEADER, LARGE_PACKETS, NETBACK, NETFRONT } from "./sources";

const gsoPrefix = (version: "4" | "6"): NetifKey => ({
  name: `feature-gso-tcpv${version}-prefix`,
  ...FRONTEND_FLAG,
  absent: "0, not wanted",
  since: { note: "old XenServer drivers for Windows; read by Linux netback until 4.8" },
  sources: ["Windows xenvif", "Linux drivers/net/xen-netback/xenbus.c, before 4.9"],
  description:
    `An obsolete way to take large TCP packets over IPv${version}: the segment size came in a ring slot before the packet. Linux netback no longer reads it, and current Windows drivers remove it before they write \`feature-gso-tcpv${version}\`.`,
  caveat: `Older versions of netback did not allow it together with \`feature-gso-tcpv${version}\`: a frontend was to write only one of the two.`,
});

/** Packets of several slots, large packets, and checksums left to the other end. */
export const OFFLOAD_KEYS: KeyGroup = {
  title: "Offloads",
  keys: [
    {
      name: "feature-sg",
      ...EACH_END_FLAG,
      absent: "0, one slot for a packet",
      since: BY_CONVENTION,
      sources: [NETBACK, NETFRONT],
      description:
        "This end can take packets that spread over several ring slots (scatter-gather). Linux needs it for an MTU over 1500: without it netback and netfront limit themselves to 1500 octets.",
      caveat:
        "Large TCP packets need it as well, so `feature-gso-tcpv4` alone gains nothing.",
    },
    {
      name: "feature-gso-tcpv4",
      ...EACH_END_FLAG,
      absent: "0, not capable",
      since: IN_HEADER,
      sources: [LARGE_PACKETS, NETBACK, NETFRONT],
      description:
        "This end can take large TCP packets over IPv4 and segment them itself. Each end reads the other's flag and switches its own segmentation offload for this vif accordingly.",
      caveat: "Such a packet takes several ring slots: it needs `feature-sg` at the same end.",
    },
    {
      name: "feature-gso-tcpv6",
      ...EACH_END_FLAG,
      absent: "0, not capable",
      since: { xen: "4.4" },
      sources: [LARGE_PACKETS, NETBACK, NETFRONT],
      description:
        "This end can take large TCP packets over IPv6 and segment them itself. It is independent of `feature-gso-tcpv4`: a pair may have one and not the other.",
      caveat: "Without `feature-ipv6-csum-offload` and `feature-sg` at the same end there is little use for it.",
    },
    gsoPrefix("4"),
    gsoPrefix("6"),
    {
      name: "feature-no-csum-offload",
      ...EACH_END_FLAG,
      absent: "0: IPv4 checksum offload is on",
      since: IN_HEADER,
      sources: [CHECKSUMS, NETBACK],
      description:
        "This end cannot take IPv4 TCP and UDP packets whose checksum is still to be filled in. Linux netback reads the frontend's flag, and computes the checksums for this guest if it is 1.",
      caveat: "The sense is inverted: 1 turns the offload off, and no key means on. `feature-ipv6-csum-offload` works the other way round.",
    },
    {
      name: "feature-ipv6-csum-offload",
      ...EACH_END_FLAG,
      absent: "0: IPv6 checksum offload is off",
      since: { xen: "4.4" },
      sources: [CHECKSUMS, NETBACK, NETFRONT],
      description:
        "This end can take IPv6 TCP and UDP packets whose checksum is still to be filled in. Without it the sender computes every checksum before a packet enters the ring.",
      caveat: "Unlike for IPv4, no key means off.",
    },
  ],
};
