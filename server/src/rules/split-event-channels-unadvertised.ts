import { t } from "../l10n";
import { useSharedChannels } from "../netif/edits/reshape";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type FrontendRule, type Report } from "./rule";
import { whereUnadvertised } from "./parts/related";

/** E1, E2: split channels are for a backend that advertises them. */
export const splitEventChannelsUnadvertised: FrontendRule = {
  on: "frontend",
  code: "split-event-channels-unadvertised",
  level: "error",
  gate: "negotiation",
  sentences: ["E1", "E2"],
  summary: "split event channels, and the backend does not advertise `feature-split-event-channels`",
  check(frontend, scene) {
    const { backend } = scene;
    if (backend?.advertisesSplitChannels !== false) return NONE;
    const split = frontend.inForce.filter((keys) => keys.isSplit);
    const first = split[0]?.get("event-channel-tx");
    if (first === undefined) return NONE;
    const fault =
      split.length > 1
        ? t("{0} queues use split event channels, but the backend does not advertise them.", split.length)
        : t("Split event channels are in use, but the backend does not advertise them.");
    const report: Report = {
      at: first.nameSpan,
      message: `${fault} ${t("Linux netback connects all the same; a backend that knows only event-channel refuses.")}`,
      related: whereUnadvertised("feature-split-event-channels", backend),
      fixes: () => [
        { title: split.length > 1 ? t("Use one shared event channel per queue") : t("Use one shared event channel"), draft: useSharedChannels(scene.draft(), frontend), preferred: true },
      ],
    };
    return [orMisspelt(report, backend.node, ["feature-split-event-channels"], scene)];
  },
};
