import { MAX_UINT32, meantDecimal } from "../../netif/decimal";
import type { KeyEntry } from "../../netif/key-entry";
import { MAX_EVENT_CHANNEL } from "../../netif/shared-resources";
import { show } from "../../dump/show";
import { unescapeValue } from "../../dump/unescape";
import { t } from "../../l10n";
import { NONE, type Fix, type Report, type Scene } from "../rule";
import { linuxReads, listed } from "./wording";

/** A fix that gives a key the number that was meant: `" 2"`, `"0x2"`, `"2abc"`; none if there is none, or it is not valid: 0 never is, nor is a port over the limit. */
export function normalise(keyEntry: KeyEntry, scene: Pick<Scene, "draft">): readonly Fix[] {
  const meant = meantDecimal(unescapeValue(keyEntry.raw)) ?? 0;
  const most = keyEntry.name.startsWith("event-channel") ? MAX_EVENT_CHANNEL : MAX_UINT32;
  return meant === 0 || meant > most || String(meant) === keyEntry.raw ? [] : [{ ...setTo(keyEntry, meant, scene), preferred: true }];
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
