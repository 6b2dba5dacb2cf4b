import { useSharedChannel } from "../netif/edits/channels";
import { removeSetting } from "./fixes";
import type { FrontendRule } from "./rule";

/** E2: with split channels a frontend writes the pair, otherwise only `event-channel`. */
export const eventChannelConflict: FrontendRule = {
  on: "frontend",
  code: "event-channel-conflict",
  level: "warning",
  gate: "negotiation",
  sentences: ["E2"],
  summary: "a queue has split event channels and a shared one",
  *check(frontend, scene) {
    for (const keys of frontend.inForce) {
      const shared = keys.get("event-channel");
      const tx = keys.get("event-channel-tx");
      if (!keys.isSplit || shared === undefined || tx === undefined) continue;
      const advertised = scene.backend?.advertisesSplitChannels !== false;
      yield {
        at: shared.nameSpan,
        message: `${keys.label} has event-channel and the split pair. netback tries the pair first and does not look at this one; other backends read only this one.`,
        related: [{ at: tx.nameSpan, message: "The split pair." }],
        fixes: function* () {
          yield { ...removeSetting(shared, scene), preferred: advertised };
          yield {
            title: "Remove event-channel-tx and event-channel-rx",
            draft: useSharedChannel(scene.draft(), scene.text, keys),
            preferred: !advertised,
          };
        },
      };
    }
  },
};
