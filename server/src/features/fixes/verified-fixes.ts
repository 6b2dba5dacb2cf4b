import type { TextChange } from "../../dump/draft";
import { comparePositions, rangeOf, touches, type Range } from "../../dump/text";
import type { Finding } from "../../check/finding";
import type { Level } from "../../rules/level";
import type { StoreNode } from "../../store/node";
import { diagnosed, type Diagnostic } from "../diagnostics";
import type { AnalysedDump } from "../analysed-dump";
import { identityOf, tryOut, worsens, type Attempt, type Outcome } from "./trial";

/** A fix that was tried out: the fault is gone, there is no new error or warning, and the vif still connects if it did before. */
export interface VerifiedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly diagnostic: Diagnostic;
  /** Replacements in the text as it is now, from the top, without overlaps. */
  readonly changes: readonly TextChange[];
}

/** The most findings to look for fixes of at once: nobody reads a longer list, and trying out each fix takes time. */
const MOST_FINDINGS = 32;

/** The findings that touch a range, from the top; only the first MOST_FINDINGS of them. */
export function firstFindingsIn(dump: AnalysedDump, range: Range): Finding[] {
  return diagnosed(dump, findingsIn(dump, range)).slice(0, MOST_FINDINGS).map(({ finding }) => finding);
}

function findingsIn(dump: AnalysedDump, range: Range): Finding[] {
  const [first, last] = blocksOf(dump, range);
  const near = [...dump.findings()].filter(({ at: { line, lastLine = line } }) => line.block.index <= last && lastLine.block.index >= first);
  return near.filter(({ at }) => touches(rangeOf(at), range));
}

/** The first and the last block of a range. There may be very many findings, and looking up an exact place is slow: it is done only for those in these blocks. */
function blocksOf({ text }: AnalysedDump, { start, end }: Range): [first: number, last: number] {
  return [text.lineNear(start).block.index, text.lineNear(end).block.index];
}

/**
 * Finds the fixes for the first findings in a range, then those that rename a misspelt key there which is reported elsewhere, and returns those that pass a trial on
 * the dump. The dump is left as it was.
 */
export function verifiedFixes(dump: AnalysedDump, range: Range): VerifiedFix[] {
  return [...fixesOf(dump, firstFindingsIn(dump, range)), ...renamesIn(dump, range)];
}

/**
 * The fixes that rename a misspelt key in the lines of a range, of findings that do not touch the range. Anywhere in its line: what is underlined can be fixed from
 * there in most editors, and nothing is underlined here.
 */
function renamesIn(dump: AnalysedDump, range: Range): VerifiedFix[] {
  const [first, last] = blocksOf(dump, range);
  const names: Range[] = [];
  const findings = new Set<Finding>();
  for (const finding of dump.findings()) {
    for (const { at, isMisspelt } of finding.related) {
      const { index } = at.line.block;
      if (isMisspelt !== true || index < first || index > last || findings.size === MOST_FINDINGS) continue;
      const name = rangeOf(at);
      if (name.start.line < range.start.line || name.start.line > range.end.line || touches(rangeOf(finding.at), range)) continue;
      names.push(name);
      findings.add(finding);
    }
  }
  return findings.size === 0 ? [] : fixesOf(dump, findings).filter(({ changes }) => changes.some(({ range: changed }) => names.some((name) => isSame(name, changed))));
}

function isSame(one: Range, other: Range): boolean {
  return comparePositions(one.start, other.start) === 0 && comparePositions(one.end, other.end) === 0;
}

/** A fix for a finding, not tried out yet. */
export interface Candidate extends Attempt {
  readonly title: string;
  readonly preferred: boolean;
  /** Identifies the finding across edits (`identityOf`). */
  readonly identity: string;
  readonly namesQueues: boolean;
}

/**
 * The fixes for a finding that change something, one after the other: there may be so many faults that not even each fix can be worked out. To be taken before any
 * trial: undoing an edit puts new line objects in the place of removed ones.
 */
export function* candidatesFor(dump: AnalysedDump, finding: Finding): Generator<Candidate> {
  const identity = identityOf(finding);
  const vif = vifAround(dump, finding);
  for (const { title, draft, preferred = false, namesQueues = false } of finding.fixes()) {
    const { changes } = draft;
    if (changes.length > 0) yield { title, preferred, namesQueues, identity, vif, changes };
  }
}

/** The vif directory that a finding is in; undefined if it is in none. */
export function vifAround(dump: AnalysedDump, { at }: Finding): StoreNode | undefined {
  const { place } = at.line.first;
  return place && dump.model.directoryAround(place)?.node;
}

/** The best fix for a finding: the one that its rule prefers. Without one, an error gets the first fix, and other levels get undefined. */
export function bestOf<Fix extends { readonly preferred: boolean }>(fixes: Iterable<Fix>, level: Level): Fix | undefined {
  let first: Fix | undefined;
  for (const fix of fixes) {
    if (fix.preferred) return fix;
    first ??= fix;
  }
  return level === "error" ? first : undefined;
}

/** Whether a fix removes its fault, and its vif loses nothing but what the title of the fix announces. */
export function fixesFault(outcome: Outcome, { identity, namesQueues }: Candidate): boolean {
  return (outcome.reports.get(identity) ?? 0) < 0 && !worsens(outcome, namesQueues);
}

/** Finds the fixes for findings, and returns those that pass a trial on the dump. The dump is left as it was. */
export function fixesOf(dump: AnalysedDump, findings: Iterable<Finding>): VerifiedFix[] {
  const candidates = diagnosed(dump, findings).flatMap(({ finding, diagnostic }) => Array.from(candidatesFor(dump, finding), (candidate) => ({ ...candidate, diagnostic })));
  const sound = tryOut(dump, candidates, fixesFault);
  const seen = new Set<string>();
  return sound.flatMap(({ title, diagnostic, identity, changes }) => {
    if (seen.has(`${identity}\0${title}`)) return [];
    seen.add(`${identity}\0${title}`);
    const rivals = sound.filter((other) => other.identity === identity);
    const best = bestOf(rivals, diagnostic.severity);
    return { title, preferred: best?.title === title, diagnostic, changes };
  });
}
