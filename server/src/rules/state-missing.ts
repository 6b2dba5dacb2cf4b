import type { Side } from "../netif/device-address";
import type { DeviceRule } from "./rule";

/** xenbus.h: both ends of a device say how far they have come. */
export const stateMissing: DeviceRule = {
  on: "device",
  code: "state-missing",
  level: "warning",
  gate: "always",
  sentences: [],
  summary: "a directory has the link to its other half, and no `state`",
  *check(directory) {
    const link = directory.setting(directory.linkName);
    if (link === undefined || directory.stateSetting !== undefined || !directory.holdsAllOf(directory.node)) return;
    yield {
      at: link.nameSpan,
      message: `The ${directory.side} has no state. ${reader(directory.side)} reads that as 0, Unknown, and ${ofUnknown(directory.side)}.`,
    };
  },
};

/** The Linux driver that reads the state of this end: that of the other one. */
export function reader(side: Side): string {
  return side === "frontend" ? "netback" : "netfront";
}

/** What that driver does where the state is Unknown. */
export function ofUnknown(side: Side): string {
  return side === "frontend" ? "closes the device" : "waits for another";
}
