import { readdirSync, readFileSync } from "node:fs";
import { RULES } from "../../server/src/rules/index";

const RULES_DIRECTORY = new URL("../../server/src/rules/", import.meta.url);

/** A title that the source of a rule gives to a fix. */
export interface FixTitle {
  /** The rule; undefined for a title that several rules share. */
  readonly code: string | undefined;
  /** What it looks like once its values are filled in. */
  readonly pattern: RegExp;
}

/** The titles of all fixes, read from the source, so that those of fixes that no test reaches are there too. */
export function fixTitles(): FixTitle[] {
  const files = readdirSync(RULES_DIRECTORY, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const source = readFileSync(new URL(file, RULES_DIRECTORY), "utf8");
    const code = /^ {2}code: "([a-z-]+)",$/m.exec(source)?.[1];
    if (code !== undefined && !RULES.some((rule) => rule.code === code)) return [];
    const lines = source.split("\n").filter((line) => /\btitle\b.*[:=]/.test(line));
    return lines.flatMap((line) => literals(line).map((pattern) => ({ code, pattern })));
  });
}

/** The texts that begin with a capital, as titles do, in a line of source. */
function literals(line: string): RegExp[] {
  const found: RegExp[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] !== '"' && line[at] !== "`") continue;
    const { end, pattern } = literal(line, at);
    if (/^[A-Z]/.test(pattern)) found.push(new RegExp(`^${pattern}$`));
    at = end;
  }
  return found;
}

function literal(line: string, start: number): { end: number; pattern: string } {
  let pattern = "";
  let at = start + 1;
  for (; at < line.length && line[at] !== line[start]; at += 1) {
    if (/^\{[0-9]\}/.test(line.slice(at))) {
      pattern += ".*";
      at += 2;
    } else if (!line.startsWith("${", at)) pattern += (line[at] ?? "").replace(/[^\w ]/, String.raw`\$&`);
    else {
      pattern += ".*";
      for (let depth = 0; at < line.length; at += 1) {
        if (line[at] === "{") depth += 1;
        if (line[at] === "}" && (depth -= 1) === 0) break;
      }
    }
  }
  return { end: at, pattern };
}
