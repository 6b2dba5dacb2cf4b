import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from "diff";
import { showWhole } from "../../dump/show";
import type { Paint } from "../paint";
import { textForTerminal } from "../terminal-text";

/** With more differences than this, finding them takes too long: the time grows with their square. */
const MOST_DIFFERENCES = 6000;

/**
 * The difference between two texts, in the form that `patch` and `git apply -p0` take.
 * @param name of the file, for the header
 * @returns lines that end in "\n"; empty if the texts are the same. Texts with very many differences are replaced as a whole
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return "";
  const shown = showWhole(name);
  const patch = structuredPatch(shown, shown, before, after, undefined, undefined, { context: 3, maxEditLength: MOST_DIFFERENCES }) ?? replacement(shown, before, after);
  // A name with a blank ends at a tab, as git writes it: patch takes it to end at the blank otherwise.
  const header = shown.includes(" ") ? "" : undefined;
  return formatPatch({ ...patch, oldHeader: header, newHeader: header }, FILE_HEADERS_ONLY);
}

/** Removes all of a text, and adds all of another. */
function replacement(name: string, before: string, after: string): StructuredPatch {
  const removed = structuredPatch(name, name, before, "");
  const added = structuredPatch(name, name, "", after).hunks.flatMap(({ lines }) => lines);
  const newLines = added.filter((line) => line.startsWith("+")).length;
  return { ...removed, hunks: removed.hunks.map((hunk) => ({ ...hunk, newStart: 1, newLines, lines: [...hunk.lines, ...added] })) };
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
