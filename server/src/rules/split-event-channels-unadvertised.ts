import { useSharedChannel } from "../netif/edits/channels";
import { directorySpan } from "../store/spans";
import type { FrontendRule } from "./rule";

/** E1, E2: split channels are for a backend that advertises them. */
export const splitEventChannelsUnadvertised: FrontendRule = {
  on: "frontend",
  code: "split-event-channels-unadvertised",
  level: "error",
  gate: "negotiation",
  sentences: ["E1", "E2"],
  summary: "split event channels, and the backend does not advertise `feature-split-event-channels`",
  *check(frontend, scene) {
    const { backend } = scene;
    const split = frontend.inForce.filter((keys) => keys.isSplit);
    const first = split[0]?.get("event-channel-tx");
    if (first === undefined || backend?.advertisesSplitChannels !== false) return;
    const flag = backend.setting("feature-split-event-channels");
    const at = flag?.valueSpan ?? directorySpan(scene.text, backend.node);
    yield {
      at: first.nameSpan,
      message:
        `Split event channels are in use${split.length > 1 ? ` by ${split.length} queues` : ""}, but the backend does not advertise them. ` +
        "Linux netback connects all the same; a backend that has only event-channel refuses.",
      related: at === undefined ? [] : [{ at, message: flag === undefined ? "No feature-split-event-channels here." : "Not enabled." }],
      fixes: function* () {
        const draft = scene.draft();
        for (const keys of split) useSharedChannel(draft, scene.text, keys);
        yield { title: split.length > 1 ? "Use one shared event channel per queue" : "Use one shared event channel", draft, preferred: true };
      },
    };
  },
};
