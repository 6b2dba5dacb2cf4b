import { byCharacters } from "../dump/order";
import { comparePositions, rangeOf, type Range } from "../dump/text";
import type { Finding } from "../check/finding";
import { LEVELS, type Level } from "../rules/level";
import type { EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { hasSeveralVifs, interfaceAround } from "./interface-name";

/** A finding with the ranges where it stands now. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Level;
  readonly message: string;
  /** The vif that it is about, `vif1.0`, if the dump holds several, so that it takes a name to tell them apart. */
  readonly vif?: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly range: Range }[];
}

/** The latest diagnostic made from each finding. */
const latest = new WeakMap<Finding, Diagnostic>();

/**
 * Turns findings into diagnostics, ordered from the top of the text and then by code. A diagnostic that has not moved is the same object as last time.
 * If several captures of a frontend cause the same diagnostic at its backend, only the gravest one is kept.
 */
export function diagnosticsOf(dump: AnalysedDump, findings: Iterable<Finding>): Diagnostic[] {
  const nameVifs = hasSeveralVifs(dump);
  const all = Array.from(findings, (finding) => diagnosticOf(dump, finding, nameVifs)).toSorted(byPlaceAndGravity);
  return all.filter((diagnostic, at) => {
    const before = all[at - 1];
    return before === undefined || byPlace(before, diagnostic) !== 0;
  });
}

/** Findings with their diagnostics, in the order of these. */
export function diagnosed(dump: AnalysedDump, findings: Iterable<Finding>): { readonly finding: Finding; readonly diagnostic: Diagnostic }[] {
  const nameVifs = hasSeveralVifs(dump);
  const all = Array.from(findings, (finding) => ({ finding, diagnostic: diagnosticOf(dump, finding, nameVifs) }));
  return all.toSorted((left, right) => byPlaceAndGravity(left.diagnostic, right.diagnostic));
}

function byPlaceAndGravity(left: Diagnostic, right: Diagnostic): number {
  return byPlace(left, right) || LEVELS.indexOf(left.severity) - LEVELS.indexOf(right.severity);
}

/** From the top, and in one place by what they say: zero if that is the same. */
function byPlace(left: Diagnostic, right: Diagnostic): number {
  return (
    comparePositions(left.range.start, right.range.start) ||
    byCharacters(left.code, right.code) ||
    byCharacters(left.message, right.message)
  );
}

function diagnosticOf(dump: AnalysedDump, finding: Finding, nameVifs: boolean): Diagnostic {
  const directory = nameVifs ? finding.at.line.first.surroundings : undefined;
  const vif = directory && interfaceAround(dump, directory);
  const last = latest.get(finding);
  if (last !== undefined && last.vif === vif && stands(finding.at, last.range) && finding.related.every(({ at }, index) => stands(at, last.related[index]?.range))) return last;
  const diagnostic = {
    code: finding.code,
    severity: finding.level,
    message: finding.consequence === undefined ? finding.message : `${finding.message} ${finding.consequence}`,
    ...(vif === undefined ? {} : { vif }),
    range: rangeOf(finding.at),
    related: finding.related.map(({ at, message }) => ({ message, range: rangeOf(at) })),
  };
  latest.set(finding, diagnostic);
  return diagnostic;
}

/** Whether a span is still in the lines of an earlier range. */
function stands({ line, lastLine }: EntrySpan, range: Range | undefined): boolean {
  return line.number === range?.start.line && (lastLine === undefined || lastLine.number === range.end.line);
}

/**
 * Chooses what to show if there are more findings than the settings allow: the gravest, and among equals the first in the text. Also counts those left out.
 * If there are any, one less is shown, to leave room for the note that says so: VS Code shows 1000, and would cut the note away.
 */
export function shownDiagnostics(dump: AnalysedDump): { readonly shown: Diagnostic[]; readonly hidden: number } {
  const all = [...dump.findings()];
  const most = dump.settings.mostDiagnostics;
  if (all.length <= most) return { shown: diagnosticsOf(dump, all), hidden: 0 };
  const room = Math.max(1, most - 1);
  return { shown: diagnosticsOf(dump, firstOf(all, room)), hidden: all.length - room };
}

/** The first of very many findings. Looking up an exact line is slow, so it is done only for findings that have the same rank as the last one chosen. */
function firstOf(findings: readonly Finding[], count: number): Finding[] {
  const ranks = new Uint32Array(findings.map(rankOf));
  const last = ranks.toSorted()[count - 1] ?? 0;
  const above = findings.filter((_, at) => (ranks[at] ?? 0) < last);
  const placed = findings.filter((_, at) => ranks[at] === last).map((finding) => ({ finding, line: finding.at.line.number }));
  placed.sort((left, right) => left.line - right.line || left.finding.at.start - right.finding.at.start);
  return [...above, ...placed.slice(0, count - above.length).map(({ finding }) => finding)];
}

/** No text has so many blocks of lines. */
const MOST_BLOCKS = 2 ** 24;

/** Lower for graver findings, and within a level for blocks of lines higher up in the text. */
function rankOf({ level, at }: Finding): number {
  return LEVELS.indexOf(level) * MOST_BLOCKS + at.line.block.index;
}
