import { KERNELS, type Kernel } from "../netif/forecast/kernel";
import { LEVELS, type Level } from "./level";

/** What users say of rules: a base level of their own for a code, or `off`. */
export type RuleSettings = ReadonlyMap<string, Level | "off">;

/** What users say of the analysis. */
export interface Settings {
  readonly rules: RuleSettings;
  /** The netback that forecasts are made for. */
  readonly kernel: Kernel;
}

/**
 * Reads the settings under `xenstore`: `rules`, an object of code → level, and `forecast.kernel`.
 * @param value as it comes from an editor; what has no form that is known counts as not said
 */
export function readSettings(value: unknown): Settings {
  const { rules, forecast } = objectIn(value);
  return { rules: readRules(rules), kernel: KERNELS.find((kernel) => kernel === objectIn(forecast)["kernel"]) ?? "current" };
}

function readRules(value: unknown): RuleSettings {
  const settings = new Map<string, Level | "off">();
  for (const [code, level] of Object.entries(objectIn(value))) {
    const known = [...LEVELS, "off" as const].find((name) => name === level);
    if (known !== undefined) settings.set(code, known);
  }
  return settings;
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
