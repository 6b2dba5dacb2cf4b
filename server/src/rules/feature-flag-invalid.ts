import { gather } from "../dump/gather";
import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import { isFeatureFlag } from "../netif/key";
import { netifKey } from "../netif/keys";
import type { Setting } from "../netif/setting";
import { leadingZeros } from "./parts/fixes";
import { NONE, type DeviceRule, type Report, type Scene } from "./rule";
import { lineEndNote } from "./parts/wording";

/** E1: a feature is advertised as 0 (disabled) or 1 (enabled). */
export const featureFlagInvalid: DeviceRule = {
  on: "device",
  code: "feature-flag-invalid",
  level: "warning",
  gate: "value",
  sentences: ["E1"],
  summary: "a `feature-*` or `request-*` flag is neither 0 nor 1",
  check(directory, scene) {
    return gather(directory.suspects, (setting) => reportsOn(setting, directory, scene));
  },
};

function reportsOn(setting: Setting, { side }: Frontend | Backend, scene: Scene): readonly Report[] {
  const key = netifKey(setting.name, side);
  if (key === undefined || !isFeatureFlag(key) || !setting.isKnown) return NONE;
  return setting.decimal === 0 || setting.decimal === 1 ? leadingZeros(setting, scene) : [noFlag(setting, scene)];
}

function noFlag(setting: Setting, scene: Scene): Report {
  return {
    at: setting.valueSpan,
    message: `${t('"{0}" is neither 0 nor 1.', show(setting.raw))}${lineEndNote(setting.raw)} ${t("Drivers disagree on what it means: some read any number but 0 as 1, others ignore the feature.")}`,
    fixes: function* () {
      yield { title: t("Set {0} to {1}", setting.name, 0), draft: scene.draft().replace(setting.contentSpan, "0") };
      yield { title: t("Set {0} to {1}", setting.name, 1), draft: scene.draft().replace(setting.contentSpan, "1") };
    },
  };
}
