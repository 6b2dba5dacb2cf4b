import { showWhole } from "../../dump/show";
import type { Diagnostic } from "../../service";
import type { CheckedFile } from "../check/checked-file";
import type { Paint } from "../paint";
import { summaryLine } from "./counted";
import type * as excerpts from "./excerpt";
import type { Format } from "./format";

type ExcerptOf = typeof excerpts.excerptOf;

/** How text for people is printed. */
export interface Look {
  readonly paint: Paint;
  /** The columns that a line of a dump may take. */
  readonly width: number;
}

/** For people: each diagnostic with its line and marks under it, the vifs that do not connect, and a summary. */
export function textFormat(look: Look): Format {
  return {
    begin: () => "",
    file: (file) => fileText(file, look),
    between: "\n",
    end: (summary) => `${summary.printed ? "\n" : ""}${look.paint("strong", summaryLine(summary))}\n`,
  };
}

async function fileText(file: CheckedFile, look: Look): Promise<string> {
  const vifs = vifLines(file, look);
  return [...(await blocks(file, look)), ...(vifs === "" ? [] : [vifs])].join("\n");
}

async function blocks(file: CheckedFile, look: Look): Promise<string[]> {
  if (file.diagnostics.length === 0) return [];
  // What it takes to know how wide each character is loads for longer than most dumps are checked.
  const { excerptOf } = await import("./excerpt");
  return file.diagnostics.map((diagnostic) => block(file, diagnostic, look, excerptOf));
}

function block(file: CheckedFile, { code, severity, message, range, related }: Diagnostic, look: Look, excerptOf: ExcerptOf): string {
  const place = (at: Diagnostic["range"]): string => `${showWhole(file.path)}:${at.start.line + 1}:${at.start.character + 1}:`;
  const head = `${look.paint("strong", place(range))} ${look.paint(severity, `${severity}:`)} ${showWhole(message)} ${look.paint("aside", `[${code}]`)}`;
  const notes = related.map((other) => `  ${place(other.range)} note: ${showWhole(other.message)}`);
  return [head, ...marked(file, range, severity, look, excerptOf), ...notes].map((line) => `${line}\n`).join("");
}

/** The first line of a range, with marks under it. */
function marked(file: CheckedFile, { start, end }: Diagnostic["range"], severity: Diagnostic["severity"], { paint, width }: Look, excerptOf: ExcerptOf): string[] {
  const line = file.lineAt(start.line);
  const number = String(start.line + 1).padStart(6);
  const last = end.line === start.line ? end.character : line.length;
  const { text, column, length } = excerptOf(line, start.character, last, width - number.length - " | ".length);
  const margin = (what: string): string => paint("aside", `${what} |`);
  return [`${margin(number)} ${text}`, `${margin(" ".repeat(number.length))} ${" ".repeat(column)}${paint(severity, "^".repeat(length))}`];
}

/** What netback will do with the vifs that it does not connect. One that merely waits or closes is worth a line only beside faults. */
function vifLines({ path, diagnostics, isHealthy, vifs }: CheckedFile, { paint }: Look): string {
  return (isHealthy ? [] : vifs())
    .filter(({ report: { forecast } }) => forecast?.outcome === "refuses" || (diagnostics.length > 0 && forecast !== null && forecast.outcome !== "connects"))
    .map(({ name, forecast }) => `${paint("strong", `${showWhole(path)}:`)} ${showWhole(name)}: ${showWhole(forecast)}\n`)
    .join("");
}
