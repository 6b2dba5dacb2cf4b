import { meantDecimal } from "../../netif/decimal";
import type { Setting } from "../../netif/setting";
import { show } from "../../dump/show";
import { unescapeValue } from "../../dump/unescape";
import { t } from "../../l10n";
import { NONE, type Fix, type Report, type Scene } from "../rule";
import { linuxReads, listed } from "./wording";

/** A fix that gives a key the number that was meant: `" 2"`, `"0x2"`, `"2abc"`. */
export function* normalise(setting: Setting, scene: Pick<Scene, "draft">): Generator<Fix> {
  const meant = setting.isKnown ? meantDecimal(unescapeValue(setting.raw)) : undefined;
  if (meant === undefined || String(meant) === setting.raw) return;
  yield { title: t("Set {0} to {1}", setting.name, meant), draft: scene.draft().replace(setting.contentSpan, String(meant)), preferred: true };
}

/** A fix that takes keys out of the dump. */
export function removeKeys(settings: readonly Setting[], scene: Pick<Scene, "draft">): Fix {
  return { title: t("Remove {0}", listed(settings.map(({ name }) => name))), draft: scene.draft().remove(settings.flatMap(({ entries }) => entries)) };
}

/** The hint on a number that is right except for leading zeros. */
export function leadingZeros(setting: Setting, scene: Pick<Scene, "draft">): readonly Report[] {
  return setting.hasLeadingZeros ? [reportZeros(setting, scene)] : NONE;
}

function reportZeros(setting: Setting, scene: Pick<Scene, "draft">): Report {
  return {
    at: setting.valueSpan,
    message: `${t('"{0}" has leading zeros.', show(setting.raw))} ${linuxReads(setting.decimal ?? 0)}`,
    atMost: "hint",
    fixes: () => normalise(setting, scene),
  };
}
