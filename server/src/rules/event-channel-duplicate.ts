import { gather } from "../dump/gather";
import { t } from "../l10n";
import { useSharedChannel } from "../netif/edits/channels";
import { isAbout } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { RingKeys } from "../netif/ring-keys";
import type { KeyEntry } from "../netif/key-entry";
import { boundForControl } from "./parts/control-ring";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";

/** S4: each queue has event channels of its own; E2: split use takes two of them. */
export const eventChannelDuplicate: FrontendRule = {
  on: "frontend",
  code: "event-channel-duplicate",
  level: "error",
  gate: "negotiation",
  sentences: ["S4", "E2"],
  summary: "an event channel of one domain is used twice",
  check(frontend, scene) {
    const reports = gather(frontend.inForce, (keys) => gather(keys.channelsInUse, (keyEntry) => reportsOn(keys, keyEntry, frontend, scene)));
    const control = frontend.controlChannel;
    const first = control && scene.resources.earlierUse(frontend, "event-channel", control);
    return control === undefined || first === undefined ? reports : [...reports, reportOnControl(control, first)];
  },
};

function reportsOn(keys: RingKeys, keyEntry: KeyEntry, frontend: Frontend, scene: Scene): readonly Report[] {
  const first = scene.resources.earlierUse(frontend, "event-channel", keyEntry);
  return first === undefined ? NONE : [reportOn(keys, keyEntry, first, scene)];
}

function reportOn(keys: RingKeys, keyEntry: KeyEntry, first: KeyEntry, scene: Scene): Report {
  const ownPair = keys.isSplit && keys.channelsInUse.some(({ entry }) => entry === first.entry);
  return {
    at: keyEntry.valueSpan,
    message: ownPair
      ? t("Port {0} is the channel of both directions. netback uses it as one shared channel; split channels need two ports.", keyEntry.decimal ?? "")
      : t("Port {0} is in use already in this domain. An event channel can be bound only once: netback refuses all queues of the vif that binds it later.", keyEntry.decimal ?? ""),
    explains: (refusal) => {
      if (ownPair || refusal.step !== "mapping" || refusal.port !== keyEntry.decimal) return false;
      // Another key with the port explains the refusal too, but not as well.
      return isAbout(refusal, keyEntry) || "";
    },
    related: [{ at: first.valueSpan, message: t("The first use, {0}.", first.name) }],
    atMost: ownPair ? "warning" : undefined,
    fixes: () => (ownPair ? [{ title: t("Use one shared event channel"), draft: useSharedChannel(scene.draft(), keys), preferred: true }] : []),
  };
}

function reportOnControl(control: KeyEntry, first: KeyEntry): Report {
  return {
    at: control.valueSpan,
    message: t("Port {0} of the control ring is in use already in this domain. An event channel can be bound only once.", control.decimal ?? ""),
    explains: ({ step, port }) => port === control.decimal && (step === "mapping" ? boundForControl() : t("netback refuses the device.")),
    related: [{ at: first.valueSpan, message: t("The first use, {0}.", first.name) }],
  };
}
