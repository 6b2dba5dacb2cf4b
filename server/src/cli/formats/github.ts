import { showWhole } from "../../dump/show";
import type { Diagnostic } from "../../service";
import type { Format } from "./format";
import { summaryLine } from "./counted";

const COMMANDS = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** Commands of GitHub's workflows, which put each diagnostic at its line. */
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
    // GitHub takes columns only where the mark stays on its line.
    ...(end.line === start.line ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) } : { endLine: end.line + 1 }),
    title: code,
  };
  const told = [message, ...related.map((place) => `line ${place.range.start.line + 1}: ${place.message}`)].join("\n");
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${shown.join(",")}::${text(told)}\n`;
}

/** A command ends at its line end: none may be left in what it says. What else could harm a terminal is shown. */
function text(value: string): string {
  return showWhole(value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
}

function property(value: string): string {
  return text(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
