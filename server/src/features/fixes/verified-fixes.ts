import type { TextChange } from "../../dump/draft";
import { rangeOf, touches, type Range } from "../../dump/text";
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
  const [first, last] = [dump.text.lineNear(range.start).block.index, dump.text.lineNear(range.end).block.index];
  // There may be very many findings, and looking up an exact place is slow: do it only for those in nearby blocks.
  const near = [...dump.findings()].filter(({ at: { line, lastLine = line } }) => line.block.index <= last && lastLine.block.index >= first);
  return near.filter(({ at }) => touches(rangeOf(at), range));
}

/** Finds the fixes for the first findings in a range, and returns those that pass a trial on the dump. The dump is left as it was. */
export function verifiedFixes(dump: AnalysedDump, range: Range): VerifiedFix[] {
  return fixesOf(dump, firstFindingsIn(dump, range));
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
export function fixesOf(dump: AnalysedDump, findings: readonly Finding[]): VerifiedFix[] {
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
