import type { TextChange } from "../dump/draft";
import { isBefore, type Position, type Range, type Text } from "../dump/text";
import type { Finding } from "../rules/checker";
import type { StoreNode } from "../store/node";
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
  const { text } = dump;
  const [first, last] = [blockAt(text, range.start), blockAt(text, range.end)];
  // Of very many findings, it is looked up only for those nearby where exactly they stand.
  const near = [...dump.findings()].filter(({ at: { line, lastLine = line } }) => line.block.index <= last && lastLine.block.index >= first);
  return near.filter(({ at }) => touches(text.rangeOf(at), range));
}

/** The index of the block of lines that a position is in. */
function blockAt(text: Text<StoreNode>, position: Position): number {
  return text.lineAt(text.clamp(position).line)?.block.index ?? 0;
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
