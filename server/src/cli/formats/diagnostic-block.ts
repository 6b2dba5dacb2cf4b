import { showWhole } from "../../dump/show";
import type { Diagnostic } from "../../service";
import type { CheckedFile } from "../checked-file";
import type { Paint } from "../paint";
import { excerptOf } from "./excerpt";

/** How text for people is printed. */
export interface Look {
  readonly paint: Paint;
  /** The columns that a line of a dump may take. */
  readonly width: number;
}

/** A diagnostic with its line, marks under it, and the other places that it refers to. */
export function diagnosticBlock(file: CheckedFile, { code, severity, message, range, related }: Diagnostic, look: Look): string {
  const place = (at: Diagnostic["range"]): string => `${showWhole(file.path)}:${at.start.line + 1}:${at.start.character + 1}:`;
  const head = `${look.paint("strong", place(range))} ${look.paint(severity, `${severity}:`)} ${showWhole(message)} ${look.paint("aside", `[${code}]`)}`;
  const notes = related.map((other) => `  ${place(other.range)} note: ${showWhole(other.message)}`);
  return [head, ...marked(file, range, severity, look), ...notes].map((line) => `${line}\n`).join("");
}

/** The first line of a range, with marks under it. */
function marked(file: CheckedFile, { start, end }: Diagnostic["range"], severity: Diagnostic["severity"], { paint, width }: Look): string[] {
  const line = file.lineAt(start.line);
  const number = String(start.line + 1).padStart(6);
  const last = end.line === start.line ? end.character : line.length;
  const { text, column, length } = excerptOf(line, start.character, last, width - number.length - " | ".length);
  const margin = (what: string): string => paint("aside", `${what} |`);
  return [`${margin(number)} ${text}`, `${margin(" ".repeat(number.length))} ${" ".repeat(column)}${paint(severity, "^".repeat(length))}`];
}
