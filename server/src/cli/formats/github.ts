import { showWhole } from "../../dump/show";
import type { Diagnostic } from "../../service";
import type { Format } from "./format";
import { summaryLine } from "./counted";

const COMMANDS = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** Prints workflow commands, with which GitHub shows each diagnostic at its line. */
export const githubFormat: Format = {
  begin: () => "",
  file: ({ path, diagnostics }) => diagnostics.map((diagnostic) => command(path, diagnostic)).join(""),
  between: "",
  end: (summary) => `${summaryLine(summary)}\n`,
};

function command(path: string, { code, severity, message, range: { start, end }, related }: Diagnostic): string {
  const properties = {
    file: path,
    line: start.line + 1,
    // GitHub accepts columns only if the range stays on one line.
    ...(end.line === start.line ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) } : { endLine: end.line + 1 }),
    title: code,
  };
  const whole = [message, ...related.map((place) => `line ${place.range.start.line + 1}: ${place.message}`)].join("\n");
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${shown.join(",")}::${text(whole)}\n`;
}

/** Escapes a text for a command: a line end would end the command. Other characters that could harm a terminal are spelled out. */
function text(value: string): string {
  return showWhole(value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
}

function property(value: string): string {
  return text(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
