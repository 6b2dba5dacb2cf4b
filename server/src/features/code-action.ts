import type { TextChange } from "../dump/draft";
import type { Position, Range } from "../dump/text";
import type { Finding } from "../rules/checker";
import { diagnosticsOf, type Diagnostic } from "./diagnostics";
import type { AnalysedDump } from "./analysed-dump";
import { hasNewFault, identityOf, tallyAfter, tallyOf, type Identity, type Tally } from "./trial";

/** A way to mend a fault that was tried out: the fault is gone, and there is no new error or warning. */
export interface VerifiedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly diagnostic: Diagnostic;
  /** Replacements in the text as it is now, from the top, without overlaps. */
  readonly changes: readonly TextChange[];
}

/** The most findings that fixes are worked out for at once: nobody reads a longer list, and each fix is tried out. */
const MOST_FINDINGS = 32;

/** The findings that touch a range, in no certain order. */
export function findingsIn(dump: AnalysedDump, range: Range): Finding[] {
  return [...dump.findings()].filter((finding) => touches(dump.text.rangeOf(finding.at), range));
}

/** Finds the fixes for what is reported in a range, tries each out on the dump, and leaves the dump as it was. */
export function verifiedFixes(dump: AnalysedDump, range: Range): VerifiedFix[] {
  const findings = findingsIn(dump, range).slice(0, MOST_FINDINGS);
  // All of them are worked out before the first is tried: a trial puts other lines into the place of those it restores.
  const candidates = findings.flatMap((finding) => {
    const [diagnostic] = diagnosticsOf(dump.text, [finding]);
    const identity = identityOf(finding);
    return Array.from(finding.fixes(), ({ title, draft, preferred = false }) => ({ title, preferred, diagnostic, identity, changes: draft.changes }));
  });
  if (candidates.length === 0) return [];
  const before = tallyOf(dump);
  const sound = candidates.filter(({ identity, changes }) => isSound(dump, changes, before, identity));
  const seen = new Set<string>();
  return sound.flatMap(({ title, diagnostic, identity, changes }) => {
    if (diagnostic === undefined || seen.has(`${identity.exact}\0${title}`)) return [];
    seen.add(`${identity.exact}\0${title}`);
    const rivals = sound.filter((other) => other.identity.exact === identity.exact);
    const best = rivals.find((other) => other.preferred) ?? (diagnostic.severity === "error" ? rivals[0] : undefined);
    return { title, preferred: best?.title === title, diagnostic, changes };
  });
}

function isSound(dump: AnalysedDump, changes: readonly TextChange[], before: Tally, identity: Identity): boolean {
  if (changes.length === 0) return false;
  const after = tallyAfter(dump, changes);
  return (after.reports.get(identity.exact) ?? 0) < (before.reports.get(identity.exact) ?? 0) && !hasNewFault(before, after);
}

function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
