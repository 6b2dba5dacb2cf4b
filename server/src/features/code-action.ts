import type { TextChange } from "../dump/draft";
import type { Position, Range } from "../dump/text";
import type { Finding } from "../rules/checker";
import { diagnosticsOf, type Diagnostic } from "./diagnostics";
import type { AnalysedDump } from "./analysed-dump";
import { bringsFault, identityOf, tryOut, worsens } from "./trial";

/** A way to mend a fault that was tried out: the fault is gone, there is no new error or warning, and the vif connects if it did before. */
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
  return fixesOf(dump, findingsIn(dump, range).slice(0, MOST_FINDINGS));
}

/** Finds the fixes of findings, tries each out on the dump, and leaves the dump as it was. */
export function fixesOf(dump: AnalysedDump, findings: readonly Finding[]): VerifiedFix[] {
  // All of them are worked out before the first is tried: a trial puts other lines into the place of those it restores.
  const candidates = findings.flatMap((finding) => {
    const [diagnostic] = diagnosticsOf(dump.text, [finding]);
    const identity = identityOf(finding);
    const place = finding.at.line.first.place;
    const vif = place && dump.model.directoryAround(place)?.node;
    return Array.from(finding.fixes(), ({ title, draft, preferred = false, namesQueues = false }) => ({ title, preferred, namesQueues, diagnostic, identity, vif, changes: draft.changes }));
  });
  const sound = tryOut(
    dump,
    candidates.filter(({ changes }) => changes.length > 0),
    (outcome, { identity, namesQueues }) => (outcome.reports.get(identity) ?? 0) < 0 && !bringsFault(outcome) && !worsens(outcome, namesQueues),
  );
  const seen = new Set<string>();
  return sound.flatMap(({ title, diagnostic, identity, changes }) => {
    if (diagnostic === undefined || seen.has(`${identity}\0${title}`)) return [];
    seen.add(`${identity}\0${title}`);
    const rivals = sound.filter((other) => other.identity === identity);
    const best = rivals.find((other) => other.preferred) ?? (diagnostic.severity === "error" ? rivals[0] : undefined);
    return { title, preferred: best?.title === title, diagnostic, changes };
  });
}

function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
