import type { Side } from "../device-address";
import type { KeyGroup, NetifKey } from "../key";
import { BACKEND_FLAG, OF_EACH_END, OF_TOOLSTACK } from "./owners";
import { LIBXL, NETBACK, NETFRONT, NETWORK_SCRIPTS } from "./sources";

const XENBUS = "Linux drivers/xen/xenbus/xenbus_probe.c";
const LIBXL_DEVICE = "libxl: libxl_device.c";
const FIRST = { note: "there from the first XenBus of 2005" };

/** What holds for both keys that tell the driver of one end where the other half is. */
const ofOtherHalf = (driver: Side): Omit<NetifKey, "name" | "type" | "description"> => ({
  places: [driver],
  owner: "toolstack",
  absent: `fatal for the ${driver} driver: \`reading other end details\``,
  since: FIRST,
  sources: [LIBXL_DEVICE, XENBUS],
});

/** The device itself: its two ends, how they find each other, where they are in the handshake. */
export const DEVICE_KEYS: KeyGroup = {
  title: "Device",
  keys: [
    {
      name: "state",
      ...OF_EACH_END,
      type: { kind: "state" },
      absent: "0 (Unknown): Linux netback closes and unregisters the device",
      since: FIRST,
      sources: ["xenbus.h", NETBACK, LIBXL_DEVICE],
      description:
        "The XenBus state of this end: 1 Initialising, 2 InitWait, 3 Initialised, 4 Connected, 5 Closing, 6 Closed, 7 Reconfiguring, 8 Reconfigured. The toolstack writes 1 when it creates the device, and 5 or 6 when it removes it; each driver writes the rest. Linux netback reads the ring keys once, as the frontend changes to 4.",
      caveat:
        "After a fatal error Linux netback writes 5 and then 4 all the same: two ends in state 4 prove little while the backend's error node holds a message, though that may be an old one, which Linux does not remove. A backend in 2 beside a frontend in 4 often waits for `hotplug-status`. netback takes 2 and 8 from a frontend as an error.",
    },
    {
      name: "backend",
      ...ofOtherHalf("frontend"),
      type: { kind: "path" },
      description:
        "Path of the backend directory, in whichever domain drives the device: `…/backend/vif/<domid>/<devid>`, or `…/backend/qnic/…` for QEMU. The frontend driver reads the backend's features there and watches its `state`.",
      caveat:
        "If it is empty, or the directory it names cannot be read, Linux fails with `2 unable to read other end from …`.",
    },
    {
      name: "backend-id",
      ...ofOtherHalf("frontend"),
      type: { kind: "domid" },
      description:
        "Domid of the backend's domain. The frontend grants its rings to this domain and allocates its event channels for it. It must agree with the path in `backend`.",
      caveat: "Linux reads it with `%i`: a leading zero makes it octal, `0x` hexadecimal.",
    },
    {
      name: "frontend",
      ...ofOtherHalf("backend"),
      type: { kind: "path" },
      description:
        "Path of the frontend directory, `…/device/vif/<devid>`. The backend reads all ring and queue keys below this path and watches `state` there.",
      caveat:
        "After a change of network by hotplug an old backend directory may still point here, with state 5 or 6 or `online` = 0.",
    },
    {
      name: "frontend-id",
      ...ofOtherHalf("backend"),
      type: { kind: "domid" },
      description:
        "Domid of the guest. The backend maps grants of this domain and binds its event channels; Linux names the interface after it: `vif<domid>.<handle>`.",
      caveat: "Linux reads it with `%i`: a leading zero makes it octal, `0x` hexadecimal. A wrong domid shows up late, as `mapping shared-frames`.",
    },
    {
      name: "handle",
      places: ["frontend", "backend"],
      owner: "toolstack",
      type: { kind: "integer", min: 0, max: 0x7fff_ffff },
      absent: "fatal for Linux netback, in the backend directory",
      since: FIRST,
      sources: [NETBACK, LIBXL],
      description:
        "The number of the vif within its guest, the same as the last segment of both paths. Linux netback reads the one in the backend directory to name its interface, and fails with `reading handle` without it. Nothing in Linux reads the frontend's.",
      caveat: "netback reads it with `%li`: `010` is 8 and `0x1` is 1.",
    },
    {
      name: "mac",
      places: ["frontend", "backend"],
      owner: "toolstack",
      type: { kind: "mac" },
      absent: "fatal for the end that reads it",
      since: FIRST,
      sources: [NETBACK, NETFRONT, LIBXL],
      description:
        "The guest's MAC address. Linux netfront takes its address from the frontend directory; Linux netback reads the copy in the backend directory as it connects, and fails with `2 parsing …/mac` if that is missing or malformed.",
      caveat: "The two copies can differ: a guest may write its own, but not the backend's. FreeBSD and illumos frontends may use the backend's.",
    },
    {
      name: "mtu",
      places: ["frontend", "backend"],
      owner: "toolstack",
      type: { kind: "integer", min: 68, max: 65535 },
      absent: "1500",
      since: { xen: "4.15", note: "documented for the frontend directory" },
      sources: ["netif.h: MTU", LIBXL, NETWORK_SCRIPTS],
      description:
        "The MTU in octets. In the frontend directory it tells the guest that packets over 1500 octets are allowed; the guest can read it, not write it, and may ignore it. In the backend directory libxl writes it only if it is not 1500, and the hotplug script sets the interface by it.",
      caveat:
        "If the backend directory has none, the hotplug script takes the MTU of the bridge and writes that into the frontend directory: the two may differ. More than 1500 needs `feature-sg` at both ends.",
    },
    {
      name: "online",
      ...OF_TOOLSTACK,
      type: { kind: "flag" },
      absent: "0 for Linux: the device is going away",
      since: FIRST,
      sources: [LIBXL_DEVICE, NETBACK],
      description:
        "Whether the device is to stay. The toolstack writes 1 on creation and 0 on removal. When the frontend closes, Linux netback keeps the device for a reconnection if this is 1, and unregisters it otherwise.",
    },
    {
      name: "carrier",
      ...BACKEND_FLAG,
      absent: "the link is up",
      since: { xen: "4.14" },
      sources: ["netif.h: link state"],
      description:
        "The link state that the backend shows to the guest: 0 is down, 1 is up. Neither Linux netback nor the Xen tools write it, so it is rare in dumps.",
    },
    {
      name: "trusted",
      places: ["frontend"],
      owner: "toolstack",
      type: { kind: "flag" },
      absent: "1, trusted",
      since: { xen: "4.17", note: "XSA-403" },
      sources: ["netif.h: trusted", NETFRONT, LIBXL],
      description:
        "0 tells the frontend to protect itself from its backend. Linux netfront then copies all data it sends, so a granted page holds nothing else. libxl always writes the key.",
    },
  ],
};
