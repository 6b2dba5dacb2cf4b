import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { showWhole } from "../../dump/show";
import type { Paint } from "../paint";
import { textForTerminal } from "../terminal-text";

/**
 * The difference between two texts, in the form that `patch` and `git apply -p0` take.
 * @param name of the file, for the header
 * @returns lines that end in "\n"; empty if the texts are the same
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return "";
  const shown = showWhole(name);
  // A name with a blank ends at a tab, as git writes it: patch takes it to end at the blank otherwise.
  const behind = shown.includes(" ") ? "" : undefined;
  return formatPatch(structuredPatch(shown, shown, before, after, behind, behind, { context: 3 }), FILE_HEADERS_ONLY);
}

/** Colours a diff for a terminal, and spells out its control characters. */
export function diffForTerminal(diff: string, paint: Paint): string {
  return textForTerminal(diff, (shown, number) => {
    if (number < 2) return paint("heading", shown);
    if (shown.startsWith("@@")) return paint("place", shown);
    if (shown.startsWith("+")) return paint("added", shown);
    return shown.startsWith("-") ? paint("removed", shown) : shown;
  });
}
