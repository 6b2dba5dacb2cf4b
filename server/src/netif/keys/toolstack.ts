import type { KeyGroup, NetifKey, ValueType } from "../key";
import { OF_TOOLSTACK } from "./owners";
import { HOTPLUG_SCRIPTS, LIBXL, NETBACK, NETWORK_SCRIPTS } from "./sources";

const COMMON = "Xen hotplug: vif-common.sh";
const FIRST = { note: "a convention of the toolstack" };
const TEXT: ValueType = { kind: "string" };

/** A key of the backend directory that the toolstack writes and no specification names. */
const configured = (key: Omit<NetifKey, "places" | "owner" | "since">): NetifKey => ({
  ...key, ...OF_TOOLSTACK, since: FIRST,
});

/** What the toolstack and the hotplug script tell each other. */
export const TOOLSTACK_KEYS: KeyGroup = {
  title: "Toolstack and hotplug",
  keys: [
    configured({
      name: "script",
      type: TEXT,
      absent: "Linux netback gives up with `reading script`",
      sources: [LIBXL, NETBACK],
      description:
        "The hotplug script that attaches the interface to its network, by default `vif-bridge`. libxl runs it; Linux netback only passes it on to udev, but reads it while it probes and fails without it.",
    }),
    configured({
      name: "bridge",
      type: TEXT,
      absent: "the script picks a bridge, or routes",
      sources: [LIBXL, "Xen hotplug: vif-bridge"],
      description:
        "Name of the bridge that the `vif-bridge` script adds the interface to. libxl writes `xenbr0` by default. Neither of Linux's drivers reads it.",
      caveat: "A bridge that does not exist shows up as `hotplug-status` = `error`, while the negotiation itself looks sound.",
    }),
    {
      name: "vifname",
      places: ["backend", "frontend"],
      owner: { backend: "toolstack", frontend: "frontend" },
      type: TEXT,
      absent: "the interface keeps its name `vif<domid>.<handle>`",
      since: FIRST,
      sources: [LIBXL, COMMON, "NetBSD xennetback and xennet"],
      description:
        "Name of the backend's network interface, if it is not to be `vif<domid>.<handle>`: the hotplug script renames the interface. NetBSD writes the name of its own interface here, in the backend directory as a backend and in the frontend directory as a guest.",
    },
    configured({
      name: "type",
      type: { kind: "one-of", values: ["vif", "vif_ioemu"] },
      absent: "`vif`",
      sources: [LIBXL],
      description:
        "`vif` for a paravirtual card alone, `vif_ioemu` for one with an emulated card beside it, as HVM guests get by default. Only libxl reads it.",
    }),
    configured({
      name: "ip",
      type: TEXT,
      absent: "any address is allowed",
      sources: [LIBXL, COMMON],
      description:
        "Addresses of the guest, separated by blanks. The hotplug scripts make firewall rules of them, and `vif-route` makes routes. Mini-OS takes its own address from here; Linux guests do not look at it.",
      caveat: "On a host whose firewall drops by default, packets from any other address of the guest are lost, whatever the rings look like.",
    }),
    configured({
      name: "gatewaydev",
      type: TEXT,
      absent: "the script's default interface",
      sources: [LIBXL, "xl-network-configuration(5)"],
      description:
        "The host's interface that a routed vif reaches its network through. Only the hotplug script `vif-route` uses it. Its old name in xl configurations is `netdev`.",
    }),
    configured({
      name: "vlan",
      type: TEXT,
      absent: "no VLAN set by the toolstack",
      sources: [LIBXL, NETWORK_SCRIPTS],
      description:
        "VLANs of this port of the bridge, for a bridge that filters by VLAN. Recent versions of the `vif-bridge` script apply it; older ones ignore it.",
    }),
    configured({
      name: "forwarddev",
      type: TEXT,
      absent: "no COLO forwarding",
      sources: [LIBXL, "Xen hotplug: colo-proxy-setup"],
      description:
        "The interface over which COLO, which keeps a second copy of the guest running, forwards this vif's packets between its two hosts. Only the COLO proxy script uses it.",
    }),
    configured({
      name: "rate",
      type: { kind: "rate" },
      absent: "unlimited",
      sources: [LIBXL, NETBACK],
      description:
        "Limit on what the guest sends, as octets for each interval of microseconds: `1250000,50000`. Linux netback watches it, so a change takes effect immediately. Each queue has the whole limit for itself.",
      caveat: "A malformed value means unlimited; netback says so in the kernel log only.",
    }),
    {
      name: "hotplug-status",
      places: ["backend"],
      owner: "hotplug script",
      type: { kind: "one-of", values: ["", "connected", "error"] },
      absent: "the script has not run: Linux netback stays in state 2 (5.12 to 5.16: goes on); or netback of Linux 5.6 to 5.16 has removed it, after `connected`",
      since: { note: "a convention; libxl has written it empty since Xen 4.17" },
      sources: [NETBACK, LIBXL, HOTPLUG_SCRIPTS],
      description:
        "How the hotplug script fared. libxl writes it empty, the script writes `connected` or `error`. Linux netback may have connected its rings and still stay in state 2 until the value is exactly `connected`.",
      caveat: "A backend in state 2 beside a frontend in state 4 with this key empty waits for the script: look there, not at the rings.",
    },
    {
      name: "hotplug-error",
      places: ["backend"],
      owner: "hotplug script",
      type: TEXT,
      absent: "no error",
      since: { note: "a convention of the hotplug scripts" },
      sources: [HOTPLUG_SCRIPTS],
      description:
        "Why the hotplug script failed, in its own words. `hotplug-status` is then `error`, and the toolstack reports the text.",
    },
  ],
};
