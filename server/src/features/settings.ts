import { KERNELS } from "../netif/kernel";
import { readRuleSettings, type CheckerSettings } from "../check/rule-settings";
import { readInlayHintSettings, type InlayHintSettings } from "./inlay-hint-settings";

/** What users set for a dump. */
export interface Settings extends CheckerSettings {
  readonly inlayHints: InlayHintSettings;
  /** The most diagnostics that an editor shows for a document, at least 1. */
  readonly mostDiagnostics: number;
}

/** How many diagnostics an editor shows for a document if the user does not say: more than anybody reads. */
const MOST_DIAGNOSTICS = 1000;

/**
 * Reads the settings under `xenstore`, which package.json describes.
 * @param value as it comes from an editor; a part that is not of a known form counts as not set
 */
export function readSettings(value: unknown): Settings {
  const { rules, forecast, inlayHints, diagnostics } = objectIn(value);
  const limit = objectIn(diagnostics)["limit"];
  return {
    rules: readRuleSettings(objectIn(rules)),
    kernel: KERNELS.find((kernel) => kernel === objectIn(forecast)["kernel"]) ?? "current",
    inlayHints: readInlayHintSettings(objectIn(inlayHints)),
    mostDiagnostics: typeof limit === "number" && limit >= 1 ? Math.floor(limit) : MOST_DIAGNOSTICS,
  };
}

/** Tells whether settings say the same. */
export function sameSettings(one: Settings, other: Settings): boolean {
  return one === other || comparable(one) === comparable(other);
}

/** Settings as a text that does not depend on the order in which rules were named. */
function comparable(settings: Settings): string {
  return JSON.stringify({ ...settings, rules: Array.from(settings.rules, ([code, level]) => `${code}=${level}`).toSorted() });
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
