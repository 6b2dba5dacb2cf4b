import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { showWhole } from "../../dump/show";
import type { Paint } from "../paint";

/**
 * What leads from one text to another, as `patch` and `git apply -p0` take it.
 * @param name of the file, for the header
 * @returns lines that end in "\n"; empty where the texts are the same
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return "";
  const shown = showWhole(name);
  return formatPatch(structuredPatch(shown, shown, before, after, undefined, undefined, { context: 3 }), FILE_HEADERS_ONLY);
}

/** Colours a diff for a terminal, and shows its control characters: guests write the values. */
export function diffForTerminal(diff: string, paint: Paint): string {
  return mapLines(diff, (line, number) => {
    const shown = showLine(line);
    if (number < 2) return paint("heading", shown);
    if (line.startsWith("@@")) return paint("place", shown);
    if (line.startsWith("+")) return paint("added", shown);
    return line.startsWith("-") ? paint("removed", shown) : shown;
  });
}

/** Shows the control characters of a text, but for the ends of its lines and tabs. */
export function textForTerminal(text: string): string {
  return mapLines(text, showLine);
}

function mapLines(text: string, show: (line: string, number: number) => string): string {
  return text.split("\n").map((line, number) => (line === "" ? "" : show(line.replace(/\r$/, ""), number))).join("\n");
}

function showLine(line: string): string {
  return line.split("\t").map(showWhole).join("\t");
}
