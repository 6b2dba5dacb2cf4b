import type { Kernel } from "../netif/kernel";
import { LEVELS, type Level } from "../rules/level";

/** What users set for rules: a base level of their own for a code, or `off`. */
export type RuleSettings = ReadonlyMap<string, Level | "off">;

/** What users set that changes what is found. */
export interface CheckerSettings {
  readonly rules: RuleSettings;
  /** The netback that forecasts are made for. */
  readonly kernel: Kernel;
}

/**
 * Reads the setting `xenstore.rules`.
 * @param value code → level; an unknown level counts as not set
 */
export function readRuleSettings(value: Readonly<Record<string, unknown>>): RuleSettings {
  const settings = new Map<string, Level | "off">();
  for (const [code, level] of Object.entries(value)) {
    const known = [...LEVELS, "off" as const].find((name) => name === level);
    if (known !== undefined) settings.set(code, known);
  }
  return settings;
}
