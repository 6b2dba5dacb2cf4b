import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import { scanUnsigned } from "../netif/forecast/kernel-scan";
import { MAX_EVENT_CHANNEL } from "../netif/shared-resources";
import { EVENT_CHANNELS } from "../netif/ring-keys";
import { leadingZeros, normalise } from "./fixes";
import type { Setting } from "../netif/setting";
import type { FrontendRule, Report } from "./rule";

/** S4: each queue notifies over event channels, which have a port. */
export const eventChannelInvalid: FrontendRule = {
  on: "frontend",
  code: "event-channel-invalid",
  level: "error",
  gate: "value",
  sentences: ["S4"],
  summary: "an event channel is no port number from 1 to 131071",
  *check(frontend, scene) {
    for (const setting of frontend.inForce.flatMap((keys) => EVENT_CHANNELS.flatMap((name) => keys.get(name) ?? []))) {
      if (!setting.isKnown) continue;
      if (isPort(setting.decimal)) {
        yield* leadingZeros(setting, scene);
        continue;
      }
      yield { ...reportOn(setting, consequence(setting.raw)), fixes: () => normalise(setting, scene) };
    }
    // That it is no number at all is said of the control ring.
    const control = frontend.setting("event-channel-ctrl");
    if (control?.decimal === undefined || isPort(control.decimal) || frontend.setting("ctrl-ring-ref") === undefined) return;
    yield reportOn(control, `netback cannot bind port ${control.decimal} and refuses the device: it cannot connect the control ring.`);
  },
};

function reportOn(setting: Setting, outcome: string): Report {
  return {
    at: setting.valueSpan,
    message: `"${show(setting.raw)}" is no event channel: a port is a decimal number from 1 to ${MAX_EVENT_CHANNEL}. ${outcome}`,
  };
}

function isPort(number: number | undefined): boolean {
  return number !== undefined && number >= 1 && number <= MAX_EVENT_CHANNEL;
}

/** What Linux netback makes of the value: it takes the digits that it finds first. */
function consequence(raw: string): string {
  const read = scanUnsigned(unescapeValue(raw));
  if (read === undefined) return "netback cannot read it and refuses all queues.";
  return isPort(read) ? `netback reads ${read}; other backends may not.` : `netback cannot bind port ${read} and refuses all queues.`;
}
