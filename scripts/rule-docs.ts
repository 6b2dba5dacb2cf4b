import { RULES } from "../server/src/rules/index";

const START = "<!-- rules: written by npm run docs -->";
const END = "<!-- /rules -->";

/**
 * Puts the table of rules into a text.
 * @param readme holds the two comment lines that the table stands between
 */
export function withRuleTable(readme: string): string {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The README lacks the line ${START} or ${END}.`);
  const rows = RULES.map(({ code, level, summary, sentences }) => `| \`${code}\` | ${level} | ${summary} | ${sentences.join(", ")} |`);
  return `${before}${START}\n\n| code | level | says | sentence |\n|---|---|---|---|\n${rows.join("\n")}\n\n${END}${after}`;
}
