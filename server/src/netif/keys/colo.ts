import type { KeyGroup, NetifKey } from "../key";
import { OF_TOOLSTACK } from "./owners";
import { LIBXL } from "./sources";

const colo = (name: string, description: string, caveat?: string): NetifKey => ({
  name: `colo_${name}`,
  ...OF_TOOLSTACK,
  type: { kind: "string" },
  absent: "libxl leaves this part of the COLO proxy out",
  since: { note: "COLO with its proxy in QEMU" },
  sources: [LIBXL, "libxl: libxl_dm.c"],
  description,
  ...(caveat === undefined ? {} : { caveat }),
});

const JOINS_FILTERS = "it joins the packet filters to the comparison";

/** Sockets that QEMU opens: an id, an address and a port each, used only if all three are there. */
const SOCKETS: readonly (readonly [name: string, host: string, end: string, purpose: string])[] = [
  ["sock_mirror", "primary", "listens on", "the copies of what the guest receives leave through it for the secondary host"],
  ["sock_compare_pri_in", "primary", "listens on", "the primary guest's packets reach the comparison through it"],
  ["sock_compare_sec_in", "primary", "listens on", "the secondary guest's packets reach the comparison through it"],
  ["sock_compare_notify", "primary", "listens on", "the comparison asks libxl for a checkpoint through it"],
  ["sock_redirector0", "primary", "listens on", JOINS_FILTERS],
  ["sock_redirector1", "primary", "connects to", JOINS_FILTERS],
  ["sock_redirector2", "primary", "connects to", JOINS_FILTERS],
  ["sock_sec_redirector0", "secondary", "connects to", "the mirrored packets arrive through it"],
  ["sock_sec_redirector1", "secondary", "connects to", "the secondary guest's packets leave through it for the comparison"],
];

const socketKeys = SOCKETS.flatMap(([name, host, end, purpose]) => {
  const part = (suffix: string, what: string): NetifKey =>
    colo(`${name}_${suffix}`, `${what} that QEMU on the ${host} host ${end} for the socket of \`colo_${name}_id\`. Without all of id, address and port there is no socket.`);
  return [
    colo(`${name}_id`, `Name of a socket that QEMU on the ${host} host ${end}: ${purpose}. The other COLO keys of the vif refer to it by this name.`),
    part("ip", "Address"),
    part("port", "Port"),
  ];
});

/** Packet filters of QEMU: which direction they sit on, and the sockets they read or write. */
const FILTERS: readonly (readonly [name: string, host: string, what: string, settings: readonly string[]])[] = [
  ["filter_mirror", "primary", "copies packets to the secondary host", ["queue", "outdev"]],
  ["filter_redirector0", "primary", "takes packets in from a socket", ["queue", "indev", "outdev"]],
  ["filter_redirector1", "primary", "diverts packets to a socket", ["queue", "indev", "outdev"]],
  ["filter_sec_redirector0", "secondary", "takes the mirrored packets in from a socket", ["queue", "indev", "outdev"]],
  ["filter_sec_redirector1", "secondary", "diverts the guest's packets to a socket", ["queue", "indev", "outdev"]],
  ["filter_sec_rewriter0", "secondary", "adjusts TCP numbers so that both guests fit one connection", ["queue"]],
];

const SETTING: Readonly<Record<string, string>> = {
  queue: "Direction of the card that the filter sits on: `rx`, `tx` or `all`. It has nothing to do with the queues of the vif.",
  indev: "Name of the socket that the filter reads packets from.",
  outdev: "Name of the socket that the filter writes packets to.",
};

const UNUSED_BY_LIBXL = new Set(["filter_redirector0_outdev", "filter_redirector1_indev", "filter_sec_redirector0_outdev", "filter_sec_redirector1_indev"]);

const filterKeys = FILTERS.flatMap(([name, host, what, settings]) =>
  settings.map((setting) =>
    colo(
      `${name}_${setting}`,
      `For the QEMU filter that ${what}, on the ${host} host. ${SETTING[setting] ?? ""}`,
      UNUSED_BY_LIBXL.has(`${name}_${setting}`) ? "libxl stores it, but hands only the other direction to QEMU." : undefined,
    ),
  ),
);

const OF_FIRST_VIF = "libxl takes it from the guest's first vif only.";

/** Settings of COLO, which keeps a second copy of a guest running on another host. */
export const COLO_KEYS: KeyGroup = {
  title: "COLO",
  keys: [
    ...socketKeys,
    ...filterKeys,
    colo("compare_pri_in", "Name of the socket that brings the primary guest's packets to the comparison. The comparison runs only if this, `colo_compare_sec_in`, `colo_compare_out` and `colo_compare_notify_dev` are all there."),
    colo("compare_sec_in", "Name of the socket that brings the secondary guest's packets to the comparison. Where they differ from the primary's, a checkpoint follows."),
    colo("compare_out", "Name of the socket that takes the packets which the comparison lets pass, on their way to the network."),
    colo("compare_notify_dev", "Name of the socket over which the comparison tells libxl that a checkpoint is due."),
    colo("checkpoint_host", "Address at which libxl reaches the comparison for checkpoints. It goes with `colo_checkpoint_port`.", OF_FIRST_VIF),
    colo("checkpoint_port", "Port at which libxl reaches the comparison for checkpoints. It goes with `colo_checkpoint_host`.", OF_FIRST_VIF),
  ],
};
