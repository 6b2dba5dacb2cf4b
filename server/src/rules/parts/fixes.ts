import { meantDecimal } from "../../netif/decimal";
import type { KeyEntry } from "../../netif/key-entry";
import { show } from "../../dump/show";
import { unescapeValue } from "../../dump/unescape";
import { t } from "../../l10n";
import { NONE, type Fix, type Report, type Scene } from "../rule";
import { linuxReads, listed } from "./wording";

/** A fix that gives a key the number that was meant: `" 2"`, `"0x2"`, `"2abc"`; none if it is not known. It is never 0, which is not valid for any of these keys. */
export function normalise(keyEntry: KeyEntry, scene: Pick<Scene, "draft">): readonly Fix[] {
  const meant = keyEntry.isKnown ? (meantDecimal(unescapeValue(keyEntry.raw)) ?? 0) : 0;
  return meant === 0 || String(meant) === keyEntry.raw ? [] : [{ ...setTo(keyEntry, meant, scene), preferred: true }];
}

/** A fix that gives a key another value. */
export function setTo(keyEntry: KeyEntry, value: string | number, scene: Pick<Scene, "draft">): Fix {
  return { title: t("Set {0} to {1}", keyEntry.name, value), draft: scene.draft().replace(keyEntry.contentSpan, String(value)) };
}

/** A fix that takes keys out of the dump. */
export function removeKeys(keyEntries: readonly KeyEntry[], scene: Pick<Scene, "draft">): Fix {
  return { title: t("Remove {0}", listed(keyEntries.map(({ name }) => name))), draft: scene.draft().remove(keyEntries.flatMap(({ entries }) => entries)) };
}

/** The hint on a number that is right except for leading zeros. */
export function leadingZeros(keyEntry: KeyEntry, scene: Pick<Scene, "draft">): readonly Report[] {
  return keyEntry.hasLeadingZeros ? [reportZeros(keyEntry, scene)] : NONE;
}

function reportZeros(keyEntry: KeyEntry, scene: Pick<Scene, "draft">): Report {
  return {
    at: keyEntry.valueSpan,
    message: `${t('"{0}" has leading zeros.', show(keyEntry.raw))} ${linuxReads(keyEntry.decimal ?? 0)}`,
    atMost: "hint",
    fixes: () => normalise(keyEntry, scene),
  };
}
