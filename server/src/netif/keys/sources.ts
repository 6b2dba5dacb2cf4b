// Where several keys are described, headers, drivers and toolstacks, and since when they exist.
export const NETBACK = "Linux drivers/net/xen-netback/xenbus.c";
export const NETFRONT = "Linux drivers/net/xen-netfront.c";
export const LINUX_NETIF_H = "Linux include/xen/interface/io/netif.h";
export const LIBXL = "libxl: libxl_nic.c";
export const QUEUES = "netif.h: multiple transmit and receive queues";
export const SPLIT_CHANNELS = "netif.h: split event channels";
export const CONTROL_RING_SECTION = "netif.h: control ring";
export const LARGE_PACKETS = "netif.h: large TCP packets";
export const CHECKSUMS = "netif.h: checksum offload";
export const NETWORK_SCRIPTS = "Xen hotplug: xen-network-common.sh";
export const HOTPLUG_SCRIPTS = "Xen hotplug: xen-hotplug-common.sh";
export const MIRAGE = "mirage-net-xen lib/xenstore.ml";
export const IN_HEADER = { note: "in netif.h" };
export const BY_CONVENTION = { note: "a convention; not in netif.h" };
