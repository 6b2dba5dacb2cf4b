import { show } from "../../dump/show";
import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import type { Side } from "../../netif/device-address";
import { errnoName } from "../../netif/errno";
import { forecast, isDespiteKeys, isOfKeys, kernelThatSays, type Forecast } from "../../netif/forecast/forecast";
import { namesKeysOf } from "../../netif/forecast/named-keys";
import type { Frontend } from "../../netif/frontend";
import type { KeyEntry } from "../../netif/key-entry";
import { hasFrontend } from "../../netif/vif";
import { NONE, type Report, type Scene } from "../rule";
import { placeOfHalf } from "./places";

/**
 * Reports at a device what its driver wrote into its error node. Linux does not remove an old error: if both ends are
 * connected and the keys are good, the level is only information.
 * @param half the one that the report goes to
 * @param driver whose error it is
 */
export function reportError(half: Frontend | Backend, error: KeyEntry | undefined, driver: Side, scene: Scene): readonly Report[] {
  if (error === undefined || (!error.isKnown && error.entry.syntax.value !== "cut")) return NONE;
  // A cut text still tells what went wrong, and a tree leaves little room for it.
  const text = error.raw;
  const at = placeOfHalf(half);
  if (text === "" || at === undefined) return NONE;
  const outcome = outcomeSince(text, scene);
  return [{
    at,
    message: `${reported(driver, text)} ${prospect(outcome, text)}`,
    related: [{ at: error.valueSpan, message: t("The error node.") }],
    atMost: outcome === "connects" ? "information" : undefined,
  }];
}

/** Says who reported what, with the name of the error that the text begins with. */
function reported(driver: Side, text: string): string {
  const name = errnoName(text);
  const behind = name === undefined ? "" : ` (${name})`;
  return driver === "backend" ? t('The backend reported an error: "{0}"{1}.', show(text), behind) : t('The frontend reported an error: "{0}"{1}.', show(text), behind);
}

/**
 * What netback does with the keys that are there now, if both ends have connected with them; unknown if they have not, and no netback says this of the keys.
 * A text that names the keys is no old one: after a failure netback goes to Connected, too, but without any queue.
 */
function outcomeSince(text: string, scene: Scene): Forecast["outcome"] | undefined {
  if (!hasFrontend(scene) || scene.backend === undefined || namesKeysOf(text, scene.frontend)) return undefined;
  if (scene.frontend.isConnected && scene.backend.isConnected) return forecast(scene, "current").outcome;
  return isOfKeys(text) && kernelThatSays(text, scene, "current") === undefined ? "unknown" : undefined;
}

function prospect(outcome: Forecast["outcome"] | undefined, text: string): string {
  if (outcome === "connects" && !isDespiteKeys(text)) return t("Both ends have connected since, and the keys are good: most likely it is an old error.");
  if (outcome === "unknown" || outcome === "connects") return t("Unless it is an old error, the device does not work until the cause is fixed and the frontend connects again.");
  return t("The device does not work until the cause is fixed and the frontend connects again.");
}
