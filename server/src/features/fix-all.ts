import { diffArrays } from "diff";
import type { TextChange } from "../dump/draft";
import type { Line } from "../dump/line";
import type { Position } from "../dump/text";
import type { Finding } from "../rules/checker";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { fixesOf } from "./code-action";
import { identityOf } from "./trial";

/** Ends what would go in circles. Each pass mends at least one fault of every vif that has one. */
const MOST_PASSES = 200;

/**
 * Applies preferred fixes one after the other until none is left, and takes all of them back.
 * @param code only those for this rule; all where it is undefined
 * @returns what leads from the text as it is to the mended one, in whole lines, from the top, without overlaps
 */
export function fixAll(dump: AnalysedDump, code?: string): TextChange[] {
  const before = linesOf(dump);
  const undo: TextChange[][] = [];
  try {
    for (let pass = 0; pass < MOST_PASSES; pass += 1) if (!applyPass(dump, code, undo)) break;
    return undo.length === 0 ? [] : changesBetween(before, linesOf(dump));
  } finally {
    for (const changes of undo.toReversed()) dump.editAll(changes);
  }
}

/** Goes through the faults from the top once. @returns whether there was one to mend */
function applyPass(dump: AnalysedDump, code: string | undefined, undo: TextChange[][]): boolean {
  const applied = undo.length;
  const barren = new Set<string>();
  for (const identity of fromTheTop(dump, code)) {
    // A fix may have mended others with it, and a trial puts other findings into the place of those that it restores.
    const finding = barren.has(identity) ? undefined : findingWith(dump, identity);
    if (finding === undefined) continue;
    const fix = fixesOf(dump, [finding]).find(({ preferred }) => preferred);
    if (fix === undefined) barren.add(identity);
    else undo.push(dump.editAll(fix.changes.toReversed()));
  }
  return undo.length > applied;
}

function findingWith(dump: AnalysedDump, identity: string): Finding | undefined {
  for (const finding of dump.findings()) if (identityOf(finding) === identity) return finding;
  return undefined;
}

/** The identities of the findings of a rule or of all, in the order of their places, and at one place of their codes. */
function fromTheTop(dump: AnalysedDump, code: string | undefined): string[] {
  const wanted = Array.from(dump.findings()).filter((finding) => code === undefined || finding.code === code);
  return wanted
    .map((finding) => ({ ...finding, number: dump.text.numberOf(finding.at.line), identity: identityOf(finding) }))
    .toSorted((left, right) => left.number - right.number || left.at.start - right.at.start || (left.code < right.code ? -1 : 1))
    .map(({ identity }) => identity);
}

/** A line as it was, and the object that holds it as long as nobody removes it. */
interface HeldLine {
  readonly line: Line<StoreNode>;
  readonly text: string;
}

function linesOf(dump: AnalysedDump): HeldLine[] {
  const lines: HeldLine[] = [];
  dump.text.each((line) => lines.push({ line, text: line.text + line.eol }));
  return lines;
}

/** The changed runs of lines. Lines that nobody touched part them, so that only what is between is compared. */
function changesBetween(before: readonly HeldLine[], after: readonly HeldLine[]): TextChange[] {
  const changes: TextChange[] = [];
  const now = new Map(after.map(({ line, text }, at) => [line, { text, at }]));
  const last = before.length - 1;
  const startOf = (number: number): Position => (number > last ? { line: last, character: before[last]?.text.length ?? 0 } : { line: number, character: 0 });
  const add = (start: number, end: number, newText: string): void => {
    changes.push({ range: { start: startOf(start), end: startOf(end) }, newText });
  };
  let [oldFrom, newFrom] = [0, 0];
  const compare = (oldEnd: number, newEnd: number): void => {
    const [old, fresh] = [before.slice(oldFrom, oldEnd), after.slice(newFrom, newEnd)].map((lines) => lines.map(({ text }) => text));
    compareRuns(old ?? [], fresh ?? [], oldFrom, add);
  };
  for (const [at, { line, text }] of before.entries()) {
    const same = now.get(line);
    if (same === undefined || same.text !== text) continue;
    if (at > oldFrom || same.at > newFrom) compare(at, same.at);
    [oldFrom, newFrom] = [at + 1, same.at + 1];
  }
  compare(before.length, after.length);
  return changes;
}

/** @param start the number of the first line of the old run */
function compareRuns(old: string[], fresh: string[], start: number, add: (start: number, end: number, newText: string) => void): void {
  let line = start;
  let pending: { start: number; end: number; text: string } | undefined;
  for (const { added, removed, value } of diffArrays(old, fresh)) {
    if (added || removed) {
      pending ??= { start: line, end: line, text: "" };
      if (removed) line = pending.end = line + value.length;
      else pending.text += value.join("");
      continue;
    }
    if (pending !== undefined) add(pending.start, pending.end, pending.text);
    pending = undefined;
    line += value.length;
  }
  if (pending !== undefined) add(pending.start, pending.end, pending.text);
}
