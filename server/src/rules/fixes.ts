import { hasLeadingZeros, meantDecimal } from "../netif/decimal";
import type { Setting } from "../netif/setting";
import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import type { Fix, Report, Scene } from "./rule";

/** A fix that gives a key the number that was meant: `" 2"`, `"0x2"`, `"2abc"`. */
export function* normalise(setting: Setting, scene: Pick<Scene, "draft">): Generator<Fix> {
  const meant = setting.isKnown ? meantDecimal(unescapeValue(setting.raw)) : undefined;
  if (meant === undefined || String(meant) === setting.raw) return;
  yield { title: `Set ${setting.name} to ${meant}`, draft: scene.draft().replace(setting.contentSpan, String(meant)), preferred: true };
}

/** A fix that takes a key out of the dump. */
export function removeSetting(setting: Setting, scene: Pick<Scene, "draft">): Fix {
  return { title: `Remove ${setting.name}`, draft: scene.draft().remove(setting.entry.place?.entries ?? []) };
}

/** The hint on a number that is right but for zeros before it. */
export function* leadingZeros(setting: Setting, scene: Pick<Scene, "draft">): Generator<Report> {
  if (!setting.isKnown || !hasLeadingZeros(setting.raw)) return;
  yield {
    at: setting.valueSpan,
    message: `"${show(setting.raw)}" has leading zeros. Linux reads it as ${setting.decimal ?? 0}, other readers may not.`,
    atMost: "hint",
    fixes: () => normalise(setting, scene),
  };
}
