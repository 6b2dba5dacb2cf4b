import { diffArrays } from "diff";
import type { TextChange } from "../dump/draft";
import type { Line } from "../dump/line";
import type { Position, Range } from "../dump/text";
import type { Finding } from "../rules/checker";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { bestOf, candidatesFor, fixesOf, mends, vifAround, type Candidate } from "./code-action";
import { applyTogether, identityOf } from "./trial";

/** Ends what would go in circles: a pass goes through all faults that there are. */
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

/** A fault to be mended. */
interface Fault {
  /** What makes it the same one after an edit. */
  readonly identity: string;
  /** How many stand above it in the dump that have the same identity: those of other captures of the vif. */
  readonly ordinal: number;
}

/** The best fix of a fault, as long as nobody has tried it out. */
interface Remedy extends Candidate {
  readonly fault: Fault;
  readonly finding: Finding;
}

/**
 * Goes through the faults from the top once, in batches of what has nothing to do with each other: to try out one fix takes as long as to try out many.
 * @returns whether there was one to mend
 */
function applyPass(dump: AnalysedDump, code: string | undefined, undo: TextChange[][]): boolean {
  const applied = undo.length;
  const waiting = new Set(faultsFromTop(dump, code));
  for (let most = waiting.size; waiting.size > 0; ) {
    const batch = nextBatch(dump, waiting, most);
    const [first] = batch;
    if (first === undefined) break;
    const changes = batch.length === 1 ? applySoundest(dump, first.finding) : applyTogether(dump, batch, mends);
    if (changes === undefined && batch.length > 1) {
      // Some of them do not go together, or do no good: half as many show which.
      most = batch.length >> 1;
      continue;
    }
    for (const { fault } of batch) waiting.delete(fault);
    if (changes === undefined) continue;
    undo.push(changes);
    most *= 2;
  }
  return undo.length > applied;
}

/** Applies the preferred one of the fixes of a fault that do good. */
function applySoundest(dump: AnalysedDump, finding: Finding): TextChange[] | undefined {
  const fix = fixesOf(dump, [finding]).find(({ preferred }) => preferred);
  return fix && dump.editAll(fix.changes.toReversed());
}

/**
 * Chooses remedies that can be applied at once: of each vif those for the faults of one rule, in lines of their own.
 * @param waiting the faults that may be chosen, from the top; those that are gone and those without a remedy are taken out
 * @param most how many are chosen at the most
 */
function nextBatch(dump: AnalysedDump, waiting: Set<Fault>, most: number): Remedy[] {
  const batch: Remedy[] = [];
  const codes = new Map<StoreNode, string>();
  const lines = new Set<number>();
  const present = findingsByIdentity(dump, waiting);
  for (const fault of waiting) {
    if (batch.length >= most) break;
    const finding = present.get(fault.identity)?.[fault.ordinal];
    const vif = finding && vifAround(dump, finding);
    const half = vif && frontendOf(dump, vif);
    if (finding !== undefined && half !== undefined && (codes.get(half) ?? finding.code) !== finding.code) continue;
    const remedy = finding && bestOf(candidatesFor(dump, finding), finding.level);
    if (finding === undefined || remedy === undefined) {
      waiting.delete(fault);
      continue;
    }
    const touched = remedy.changes.flatMap(({ range }) => linesIn(range));
    if (touched.some((line) => lines.has(line))) continue;
    for (const line of touched) lines.add(line);
    if (half !== undefined) codes.set(half, finding.code);
    batch.push({ ...remedy, fault, finding });
  }
  return batch;
}

/** The findings that the faults are now, those of one identity from the top. */
function findingsByIdentity(dump: AnalysedDump, faults: ReadonlySet<Fault>): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>(Array.from(faults, ({ identity }) => [identity, []]));
  for (const finding of dump.findings()) found.get(identityOf(finding))?.push(finding);
  for (const alike of found.values()) if (alike.length > 1) alike.sort((left, right) => (left.at.line.isBefore(right.at.line) ? -1 : 1));
  return found;
}

/** What both halves of a vif are told by. */
function frontendOf({ model }: AnalysedDump, half: StoreNode): StoreNode {
  return model.sideOf(half) === "frontend" ? half : (model.peerOf(half) ?? half);
}

function linesIn({ start, end }: Range): number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, at) => start.line + at);
}

/** The faults of a rule or of all, in the order of their places, and at one place of their codes. */
function faultsFromTop(dump: AnalysedDump, code: string | undefined): Fault[] {
  const alike = new Map<string, number>();
  return Array.from(dump.findings())
    .filter((finding) => code === undefined || finding.code === code)
    .map((finding) => ({ finding, number: dump.text.numberOf(finding.at.line) }))
    .toSorted((left, right) => left.number - right.number || left.finding.at.start - right.finding.at.start || (left.finding.code < right.finding.code ? -1 : 1))
    .map(({ finding }) => {
      const identity = identityOf(finding);
      const ordinal = alike.get(identity) ?? 0;
      alike.set(identity, ordinal + 1);
      return { identity, ordinal };
    });
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
