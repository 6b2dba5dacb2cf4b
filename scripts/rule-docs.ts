import { LEVELS } from "../server/src/rules/level";
import { RULES } from "../server/src/rules/index";

const START = "<!-- rules: written by npm run docs -->";
const END = "<!-- /rules -->";

/**
 * Puts the table of rules into the README, and their number.
 * @param readme contains the two comment lines around the table
 */
export function withRules(readme: string): string {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The README lacks the line ${START} or ${END}.`);
  const rows = RULES.map(({ code, level, summary, sentences = [] }) => `| [\`${code}\`](docs/rules/${code}.md) | ${level} | ${summary} | ${sentences.join(", ")} |`);
  return `${before.replace(/\[\d+ rules\]/, `[${RULES.length} rules]`)}${START}\n\n| code | level | says | sentence |\n|---|---|---|---|\n${rows.join("\n")}\n\n${END}${after}`;
}

const SETTING = "setting.rules";

/** The schema of the setting `xenstore.rules` in the manifest: each code with its possible levels. `withRuleSettingTexts` puts the texts into package.nls.json. */
export function ruleSettingSchema(): object {
  const levels = [...LEVELS, "off"];
  return {
    type: "object",
    order: 1,
    scope: "resource",
    default: {},
    markdownDescription: `%${SETTING}%`,
    properties: Object.fromEntries(RULES.map(({ code }) => [code, { type: "string", enum: levels, markdownDescription: `%${SETTING}.${code}%` }])),
    additionalProperties: false,
  };
}

/**
 * Adds the English texts of the setting `xenstore.rules` to those of the manifest.
 * @param texts those of package.nls.json, by key
 */
export function withRuleSettingTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(texts).filter(([key]) => key !== SETTING && !key.startsWith(`${SETTING}.`));
  const rules = RULES.map(({ code, level, summary }) => [`${SETTING}.${code}`, `${summary}. Without an entry: ${level}.`] as const);
  return Object.fromEntries([
    ...others,
    [SETTING, "The level of each rule. A rule without an entry has its default level. The XenBus state of a device may lower the level, and `off` silences the rule."],
    ...rules,
  ]);
}
