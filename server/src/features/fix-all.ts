import { diffArrays } from "diff";
import type { TextChange } from "../dump/draft";
import type { Position } from "../dump/text";
import type { AnalysedDump } from "./analysed-dump";
import { verifiedFixes } from "./code-action";
import { diagnosticsOf } from "./diagnostics";

/** No file has as many faults that are worth mending at once; it ends what would go in circles. */
const MOST_FIXES = 2000;

/**
 * Applies preferred fixes one after the other until none is left, and takes all of them back.
 * @param code only those for this rule; all where it is undefined
 * @returns what leads from the text as it is to the mended one, in whole lines, from the top, without overlaps
 */
export function fixAll(dump: AnalysedDump, code?: string): TextChange[] {
  const before = linesOf(dump);
  const undo: TextChange[][] = [];
  try {
    while (undo.length < MOST_FIXES) {
      const applied = applyPass(dump, code, undo);
      if (!applied) break;
    }
    return changesBetween(before, linesOf(dump));
  } finally {
    for (const changes of undo.toReversed()) dump.editAll(changes);
  }
}

/** Goes through the faults from the top once. @returns whether there was one to mend */
function applyPass(dump: AnalysedDump, code: string | undefined, undo: TextChange[][]): boolean {
  const barren = new Set<string>();
  const before = undo.length;
  for (let mended = true; mended && undo.length < MOST_FIXES; ) {
    mended = false;
    for (const diagnostic of diagnosticsOf(dump.text, dump.findings())) {
      const { line } = diagnostic.range.start;
      const key = `${diagnostic.code} ${diagnostic.message} ${dump.text.lineAt(line)?.text}`;
      if (barren.has(key) || (code !== undefined && diagnostic.code !== code)) continue;
      const fix = verifiedFixes(dump, diagnostic.range).find(
        (candidate) => candidate.preferred && candidate.diagnostic.code === diagnostic.code && candidate.diagnostic.message === diagnostic.message,
      );
      if (fix === undefined) {
        barren.add(key);
        continue;
      }
      undo.push(dump.editAll(fix.changes.toReversed()));
      mended = true;
      break;
    }
  }
  return undo.length > before;
}

function linesOf(dump: AnalysedDump): string[] {
  return Array.from(dump.text.lines(), ({ text, eol }) => text + eol);
}

/** The changed runs of lines. */
function changesBetween(before: string[], after: string[]): TextChange[] {
  const changes: TextChange[] = [];
  const last = before.length - 1;
  const startOf = (number: number): Position => (number > last ? { line: last, character: before[last]?.length ?? 0 } : { line: number, character: 0 });
  const change = ({ start, end, text }: { start: number; end: number; text: string }): TextChange => ({
    range: { start: startOf(start), end: startOf(end) },
    newText: text,
  });
  let line = 0;
  let pending: { start: number; end: number; text: string } | undefined;
  for (const { added, removed, value } of diffArrays(before, after)) {
    if (added || removed) {
      pending ??= { start: line, end: line, text: "" };
      if (removed) line = pending.end = line + value.length;
      else pending.text += value.join("");
      continue;
    }
    if (pending !== undefined) changes.push(change(pending));
    pending = undefined;
    line += value.length;
  }
  if (pending !== undefined) changes.push(change(pending));
  return changes;
}
