import { diffArrays } from "diff";
import type { TextChange } from "../dump/draft";
import type { Line } from "../dump/line";
import type { Position, Range } from "../dump/text";
import type { Finding } from "../rules/checker";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { fixesOf } from "./code-action";
import { applyTogether, identityOf, worsens, type Attempt, type Outcome } from "./trial";

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

/** A change that would mend a fault, and was not tried out. */
interface Remedy extends Attempt {
  readonly finding: Finding;
  readonly identity: string;
  readonly namesQueues: boolean;
}

/**
 * Goes through the faults from the top once, in batches of what has nothing to do with each other: to try out one fix takes as long as to try out many.
 * @returns whether there was one to mend
 */
function applyPass(dump: AnalysedDump, code: string | undefined, undo: TextChange[][]): boolean {
  const applied = undo.length;
  const waiting = new Set(wantedFrom(dump, code).map(({ identity }) => identity));
  for (let most = waiting.size; waiting.size > 0; ) {
    const batch = nextBatch(dump, code, waiting, most);
    const [first] = batch;
    if (first === undefined) break;
    const changes = batch.length === 1 ? applySoundest(dump, first.finding) : applyTogether(dump, batch, mends);
    if (changes === undefined && batch.length > 1) {
      // Some of them do not go together, or do no good: half as many show which.
      most = batch.length >> 1;
      continue;
    }
    if (changes !== undefined) undo.push(changes);
    for (const { identity } of batch) waiting.delete(identity);
    most *= 2;
  }
  return undo.length > applied;
}

function mends({ reports, loss }: Outcome, { identity, namesQueues }: Remedy): boolean {
  return (reports.get(identity) ?? 0) < 0 && !worsens({ loss }, namesQueues);
}

/** Applies the preferred one of the fixes of a fault that do good. */
function applySoundest(dump: AnalysedDump, finding: Finding): TextChange[] | undefined {
  const fix = fixesOf(dump, [finding]).find(({ preferred }) => preferred);
  return fix && dump.editAll(fix.changes.toReversed());
}

/**
 * Chooses remedies that can be applied at once: of each vif those for the faults of one rule, in lines of their own.
 * @param waiting the faults that may be chosen; those without a remedy are taken out
 * @param most how many are chosen at the most
 */
function nextBatch(dump: AnalysedDump, code: string | undefined, waiting: Set<string>, most: number): Remedy[] {
  const batch: Remedy[] = [];
  const codes = new Map<StoreNode, string>();
  const lines = new Set<number>();
  for (const { finding, identity } of wantedFrom(dump, code)) {
    if (batch.length >= most) break;
    if (!waiting.has(identity)) continue;
    const place = finding.at.line.first.place;
    const vif = place && dump.model.directoryAround(place)?.node;
    const half = vif && frontendOf(dump, vif);
    if (half !== undefined && (codes.get(half) ?? finding.code) !== finding.code) continue;
    const fixes = [...finding.fixes()].filter(({ draft }) => draft.changes.length > 0);
    const best = fixes.find(({ preferred }) => preferred) ?? (finding.level === "error" ? fixes[0] : undefined);
    if (best === undefined) {
      waiting.delete(identity);
      continue;
    }
    const { changes } = best.draft;
    const touched = changes.flatMap(({ range }) => linesIn(range));
    if (touched.some((line) => lines.has(line))) continue;
    for (const line of touched) lines.add(line);
    if (half !== undefined) codes.set(half, finding.code);
    batch.push({ finding, identity, vif, changes, namesQueues: best.namesQueues === true });
  }
  return batch;
}

/** What both halves of a vif are told by. */
function frontendOf({ model }: AnalysedDump, half: StoreNode): StoreNode {
  return model.sideOf(half) === "frontend" ? half : (model.peerOf(half) ?? half);
}

function linesIn({ start, end }: Range): number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, at) => start.line + at);
}

/** The findings of a rule or of all, in the order of their places, and at one place of their codes. */
function wantedFrom(dump: AnalysedDump, code: string | undefined): { readonly finding: Finding; readonly identity: string }[] {
  const wanted = Array.from(dump.findings()).filter((finding) => code === undefined || finding.code === code);
  return wanted
    .map((finding) => ({ finding, number: dump.text.numberOf(finding.at.line), identity: identityOf(finding) }))
    .toSorted((left, right) => left.number - right.number || left.finding.at.start - right.finding.at.start || (left.finding.code < right.finding.code ? -1 : 1));
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
