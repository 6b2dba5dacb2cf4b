import { show } from "../dump/show";
import type { DeviceRule } from "./rule";

const MAC = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i;

/** netif.h: `mac` is six octets in hexadecimal with colons between them. */
export const macInvalid: DeviceRule = {
  on: "device",
  code: "mac-invalid",
  level: "error",
  gate: "value",
  sentences: [],
  summary: "`mac` is no six hexadecimal octets",
  *check(directory) {
    const setting = directory.setting("mac");
    if (setting?.text === undefined || MAC.test(setting.text)) return;
    const reader = directory.side === "backend" ? "netback" : "netfront";
    yield {
      at: setting.valueSpan,
      message: `"${show(setting.raw)}" is no MAC address: six hexadecimal octets with colons, as 00:16:3e:00:00:01. ${reader} refuses the device, or takes another address.`,
    };
  },
};
