import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { showWhole } from "../../dump/show";
import type { Paint } from "../paint";
import { textForTerminal } from "../terminal-text";

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

/** Colours a diff for a terminal, and shows its control characters. */
export function diffForTerminal(diff: string, paint: Paint): string {
  return textForTerminal(diff, (shown, number) => {
    if (number < 2) return paint("heading", shown);
    if (shown.startsWith("@@")) return paint("place", shown);
    if (shown.startsWith("+")) return paint("added", shown);
    return shown.startsWith("-") ? paint("removed", shown) : shown;
  });
}
