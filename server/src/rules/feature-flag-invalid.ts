import { gather } from "../dump/gather";
import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import { isFeatureFlag } from "../netif/key";
import { netifKey } from "../netif/keys";
import type { KeyEntry } from "../netif/key-entry";
import { leadingZeros, setTo } from "./parts/fixes";
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
    return gather(directory.suspects, (keyEntry) => reportsOn(keyEntry, directory, scene));
  },
};

function reportsOn(keyEntry: KeyEntry, { side }: Frontend | Backend, scene: Scene): readonly Report[] {
  const key = netifKey(keyEntry.name, side);
  if (key === undefined || !isFeatureFlag(key) || !keyEntry.isKnown) return NONE;
  return keyEntry.decimal === 0 || keyEntry.decimal === 1 ? leadingZeros(keyEntry, scene) : [noFlag(keyEntry, scene)];
}

function noFlag(keyEntry: KeyEntry, scene: Scene): Report {
  const fault = t('"{0}" is neither 0 nor 1.', show(keyEntry.raw));
  const consequence = t("Drivers disagree on what it means: some read any number but 0 as 1, others ignore the feature.");
  return {
    at: keyEntry.valueSpan,
    message: `${fault}${lineEndNote(keyEntry.raw)} ${consequence}`,
    fixes: () => [setTo(keyEntry, 0, scene), setTo(keyEntry, 1, scene)],
  };
}
