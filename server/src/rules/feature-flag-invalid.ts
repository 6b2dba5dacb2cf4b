import { ONE, ZERO } from "../dump/characters";
import { show } from "../dump/show";
import { t } from "../l10n";
import { isFeatureFlag } from "../netif/key";
import { netifKey } from "../netif/keys";
import { leadingZeros } from "./fixes";
import type { DeviceRule, Report } from "./rule";
import type { Entry } from "../store/node";
import { lineEndNote } from "./wording";

/** E1: a feature is advertised as 0 (disabled) or 1 (enabled). */
export const featureFlagInvalid: DeviceRule = {
  on: "device",
  code: "feature-flag-invalid",
  level: "warning",
  gate: "value",
  sentences: ["E1"],
  summary: "a `feature-*` or `request-*` flag is neither 0 nor 1",
  check(directory, scene) {
    const reports: Report[] = [];
    // What nearly all flags are is told before the table is asked.
    for (const setting of directory.settings(mayBeBadFlag)) {
      const key = netifKey(setting.name, directory.side);
      if (key === undefined || !isFeatureFlag(key) || !setting.isKnown) continue;
      if (setting.decimal === 0 || setting.decimal === 1) {
        reports.push(...leadingZeros(setting, scene));
        continue;
      }
      reports.push({
        at: setting.valueSpan,
        message: `${t('"{0}" is neither 0 nor 1.', show(setting.raw))}${lineEndNote(setting.raw)} ${t("Drivers disagree on what it means: some take any number but 0 for 1, some ignore the feature.")}`,
        fixes: function* () {
          yield { title: t("Set {0} to {1}", setting.name, 0), draft: scene.draft().replace(setting.contentSpan, "0") };
          yield { title: t("Set {0} to {1}", setting.name, 1), draft: scene.draft().replace(setting.contentSpan, "1") };
        },
      });
    }
    return reports;
  },
};

/** Whether a key may be `feature-…` or `request-…`, and its value is not 0 or 1 as drivers write it. */
function mayBeBadFlag(entry: Entry): boolean {
  const { valueStart, valueEnd } = entry.syntax;
  const code = valueEnd - valueStart === 1 ? entry.codeAt(valueStart) : undefined;
  return code !== ZERO && code !== ONE && "fr".includes(entry.initial);
}
