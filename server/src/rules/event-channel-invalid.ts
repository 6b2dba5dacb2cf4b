import { show } from "../dump/show";
import { MAX_EVENT_CHANNEL } from "../netif/shared-resources";
import { EVENT_CHANNELS } from "../netif/ring-keys";
import { leadingZeros, normalise } from "./fixes";
import type { FrontendRule } from "./rule";

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
      const { decimal } = setting;
      if (!setting.isKnown) continue;
      if (decimal !== undefined && decimal >= 1 && decimal <= MAX_EVENT_CHANNEL) {
        yield* leadingZeros(setting, scene);
        continue;
      }
      yield {
        at: setting.valueSpan,
        message: `"${show(setting.raw)}" is no event channel: a port is a decimal number from 1 to ${MAX_EVENT_CHANNEL}. netback cannot bind it and refuses all queues.`,
        fixes: () => normalise(setting, scene),
      };
    }
  },
};
