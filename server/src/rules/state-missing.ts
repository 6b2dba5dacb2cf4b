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
      message: `The ${directory.side} has no state. The other end reads that as 0, Unknown, and closes the device.`,
    };
  },
};
