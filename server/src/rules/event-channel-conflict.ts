import { gather } from "../dump/gather";
import { t } from "../l10n";
import type { RingKeys } from "../netif/ring-keys";
import { removeKeys } from "./parts/fixes";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { listed } from "./parts/wording";

/** E2: with split channels a frontend writes the pair, otherwise only `event-channel`. */
export const eventChannelConflict: FrontendRule = {
  on: "frontend",
  code: "event-channel-conflict",
  level: "warning",
  gate: "negotiation",
  sentences: ["E2"],
  summary: "a queue has split event channels and a shared one",
  check(frontend, scene) {
    return gather(frontend.inForce, (keys) => reportsOn(keys, scene));
  },
};

function reportsOn(keys: RingKeys, scene: Scene): readonly Report[] {
  const shared = keys.get("event-channel");
  const tx = keys.get("event-channel-tx");
  if (shared === undefined || tx === undefined || !keys.isSplit) return NONE;
  const unreadable = keys.unreadableHalves.map(({ name }) => name);
  const advertised = scene.backend?.advertisesSplitChannels !== false;
  return [{
    at: shared.nameSpan,
    message: `${both(keys)} ${
      unreadable.length === 0
        ? t("netback tries the pair first and does not look at this one; other backends read only this one.")
        : t("netback cannot read {0}, and uses this one; other backends read only this one.", listed(unreadable))
    }`,
    related: [{ at: tx.nameSpan, message: t("The split pair.") }],
    fixes: function* () {
      // Do not offer to remove the only channel that netback can use.
      if (unreadable.length === 0) yield { ...removeKeys([shared], scene), preferred: advertised };
      const pair = keys.channels.filter((channel) => channel !== shared);
      yield { ...removeKeys(pair, scene), preferred: !advertised || unreadable.length > 0 };
    },
  }];
}

function both({ index }: RingKeys): string {
  return index === undefined ? t("The top level has event-channel and the split pair.") : t("Queue {0} has event-channel and the split pair.", index);
}
