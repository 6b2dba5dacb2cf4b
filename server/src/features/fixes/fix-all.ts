import { diffArrays } from "diff";
import type { TextChange } from "../../dump/draft";
import type { Line } from "../../dump/line";
import { byCharacters } from "../../dump/order";
import type { Position, Range } from "../../dump/text";
import type { Finding } from "../../check/finding";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { applyTogether, identityOf } from "./trial";
import { bestOf, candidatesFor, fixesFault, fixesOf, vifAround, type Candidate } from "./verified-fixes";

/** Stops fixes that undo each other in turn. Each pass goes through all faults. */
const MOST_PASSES = 200;

/**
 * Applies the best fix for each fault until no fix is left, then undoes all of them.
 * @param code fixes only the faults of this rule; of all rules if undefined
 * @param spares whether to apply no fix that changes a line which cannot be read
 * @returns the changes that turn the text into the fixed one, in whole lines, from the top, without overlaps
 */
export function fixAll(dump: AnalysedDump, code: string | undefined, spares: boolean): TextChange[] {
  const isWanted: IsWanted = ({ changes }) => !spares || !changes.some((change) => changesUnreadable(dump, change));
  const before = linesOf(dump);
  const undo: TextChange[][] = [];
  try {
    for (let pass = 0; pass < MOST_PASSES; pass += 1) if (!applyPass(dump, code, isWanted, undo)) break;
    return undo.length === 0 ? [] : changesBetween(before, linesOf(dump));
  } finally {
    for (const changes of undo.toReversed()) dump.editAll(changes);
  }
}

type IsWanted = (fix: { readonly changes: readonly TextChange[] }) => boolean;

function changesUnreadable({ text }: AnalysedDump, { range, newText }: TextChange): boolean {
  const lines = lineNumbersIn(range);
  // Whole lines that are inserted or removed above a line leave it as it is.
  if (range.end.character === 0 && !/[^\n]$/.test(newText)) lines.pop();
  return lines.some((number) => {
    const { kind, value } = (text.lineAt(number) as Line<StoreNode>).first.syntax;
    return kind === "malformed" || value === "malformed";
  });
}

/** A fault to be fixed. */
interface Fault {
  /** Together with `ordinal`, identifies it across edits. */
  readonly identity: string;
  /** How many faults with the same identity stand above it in the dump: those of other captures of the vif. */
  readonly ordinal: number;
}

/** The best fix for a fault, not tried out yet. */
interface Remedy extends Candidate {
  readonly fault: Fault;
  readonly finding: Finding;
}

/**
 * Goes through the faults from the top once, in batches of fixes that do not affect each other: trying out many takes no longer than trying out one.
 * @returns whether a fix was applied
 */
function applyPass(dump: AnalysedDump, code: string | undefined, isWanted: IsWanted, undo: TextChange[][]): boolean {
  const applied = undo.length;
  const waiting = new Set(faultsFromTop(dump, code));
  for (let most = waiting.size; waiting.size > 0; ) {
    const batch = nextBatch(dump, waiting, most, isWanted);
    const [first] = batch;
    if (first === undefined) break;
    const changes = batch.length === 1 ? applySoundest(dump, first.finding, isWanted) : applyTogether(dump, batch, fixesFault);
    if (changes === undefined && batch.length > 1) {
      // Some of these conflict, or do no good. Try half as many, to narrow down which.
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

/** Tries out the fixes for a finding, and applies the preferred one of those that pass. */
function applySoundest(dump: AnalysedDump, finding: Finding, isWanted: IsWanted): TextChange[] | undefined {
  const fix = fixesOf(dump, [finding]).find(({ preferred }) => preferred);
  return fix && isWanted(fix) ? dump.editAll(fix.changes.toReversed()) : undefined;
}

/**
 * Chooses remedies that can be applied at once: for each vif only those for faults of one rule, and no two that change the same line.
 * @param waiting the faults to choose from, from the top; faults that are gone or have no remedy are removed from it
 * @param most how many to choose at most
 */
function nextBatch(dump: AnalysedDump, waiting: Set<Fault>, most: number, isWanted: IsWanted): Remedy[] {
  const batch: Remedy[] = [];
  const codes = new Map<StoreNode, string>();
  const lines = new Set<number>();
  const faults = [...waiting];
  let present = new Map<string, readonly Finding[]>();
  let looked = 0;
  for (const [at, fault] of faults.entries()) {
    if (batch.length >= most) break;
    if (at === looked) {
      // There may be thousands, and a batch of one is mostly found among the first.
      looked = 2 * at + most;
      present = findingsByIdentity(dump, faults.slice(at, looked));
    }
    const finding = present.get(fault.identity)?.[fault.ordinal];
    const vif = finding && vifAround(dump, finding);
    const half = vif && frontendOf(dump, vif);
    if (finding !== undefined && half !== undefined && (codes.get(half) ?? finding.code) !== finding.code) continue;
    const remedy = finding && bestOf(candidatesFor(dump, finding), finding.level);
    if (finding === undefined || remedy === undefined || !isWanted(remedy)) {
      waiting.delete(fault);
      continue;
    }
    const touched = remedy.changes.flatMap(({ range }) => lineNumbersIn(range));
    if (touched.some((line) => lines.has(line))) continue;
    for (const line of touched) lines.add(line);
    if (half !== undefined) codes.set(half, finding.code);
    batch.push({ ...remedy, fault, finding });
  }
  return batch;
}

/** The current findings for these faults, by identity; those with the same identity from the top. */
function findingsByIdentity(dump: AnalysedDump, faults: readonly Fault[]): Map<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>(faults.map(({ identity }) => [identity, []]));
  for (const finding of dump.findings()) found.get(identityOf(finding))?.push(finding);
  for (const alike of found.values()) alike.sort((left, right) => (left.at.line.isBefore(right.at.line) ? -1 : 1));
  return found;
}

/** The node that stands for both halves of a vif: its frontend, or the given half if there is none. */
function frontendOf({ model }: AnalysedDump, half: StoreNode): StoreNode {
  return model.sideOf(half) === "frontend" ? half : (model.peerOf(half) ?? half);
}

function lineNumbersIn({ start, end }: Range): number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, at) => start.line + at);
}

/** The faults of one rule or of all, from the top and then by code; in one place as the rules found them: an order by what they say would depend on the language. */
function faultsFromTop(dump: AnalysedDump, code: string | undefined): Fault[] {
  const alike = new Map<string, number>();
  return Array.from(dump.findings())
    .filter((finding) => code === undefined || finding.code === code)
    .map((finding) => ({ finding, number: finding.at.line.number }))
    .toSorted((left, right) => left.number - right.number || left.finding.at.start - right.finding.at.start || byCharacters(left.finding.code, right.finding.code))
    .map(({ finding }) => {
      const identity = identityOf(finding);
      const ordinal = alike.get(identity) ?? 0;
      alike.set(identity, ordinal + 1);
      return { identity, ordinal };
    });
}

/** The text of a line at some time, and the line's object, which stays the same until the line is removed. */
interface HeldLine {
  readonly line: Line<StoreNode>;
  readonly text: string;
}

function linesOf(dump: AnalysedDump): HeldLine[] {
  const lines: HeldLine[] = [];
  dump.text.each((line) => lines.push({ line, text: line.text + line.eol }));
  return lines;
}

/** The changed runs of lines. Only the lines between untouched ones are compared. */
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

/** Finding more differences than this in one run takes too long: the time grows with their square. */
const MOST_DIFFERENCES = 400;

/** @param start the number of the first line of the old run */
function compareRuns(old: string[], fresh: string[], start: number, add: (start: number, end: number, newText: string) => void): void {
  const parts = diffArrays(old, fresh, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return add(start, start + old.length, fresh.join(""));
  let line = start;
  let pending: { start: number; end: number; text: string } | undefined;
  for (const { added, removed, value } of parts) {
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
