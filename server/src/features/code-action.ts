import type { TextChange } from "../dump/draft";
import { splitLines } from "../dump/split-lines";
import type { Position, Range } from "../dump/text";
import type { Finding } from "../rules/checker";
import { diagnosticsOf, type Diagnostic } from "./diagnostics";
import type { AnalysedDump } from "./analysed-dump";

/** A way to mend a fault that was tried out: the fault is gone, and there is no new error or warning. */
export interface VerifiedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly diagnostic: Diagnostic;
  /** Replacements in the text as it is now, from the top, without overlaps. */
  readonly changes: readonly TextChange[];
}

/** Finds the fixes for what is reported in a range, tries each out on the dump, and leaves the dump as it was. */
export function verifiedFixes(dump: AnalysedDump, range: Range): VerifiedFix[] {
  const findings = [...dump.findings()].filter((finding) => touches(dump.text.rangeOf(finding.at), range));
  // All of them are worked out before the first is tried: a trial puts other lines into the place of those it restores.
  const candidates = findings.flatMap((finding) => {
    const [diagnostic] = diagnosticsOf(dump.text, [finding]);
    const identity = identityOf(finding);
    return Array.from(finding.fixes(), ({ title, draft, preferred = false }) => ({ title, preferred, diagnostic, identity, changes: draft.changes }));
  });
  const before = countLoud(dump);
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

interface Identity {
  /** The rule and the node: what makes a fault the same fault after an edit. */
  readonly place: string;
  /** With its message: what makes it the same report. */
  readonly exact: string;
}

function identityOf(finding: Finding): Identity {
  const place = `${finding.code}\0${finding.at.line.place?.path ?? finding.at.line.text}`;
  return { place, exact: `${place}\0${finding.message}` };
}

interface Loud {
  readonly places: ReadonlyMap<string, number>;
  readonly reports: ReadonlyMap<string, number>;
}

function countLoud(dump: AnalysedDump): Loud {
  const places = new Map<string, number>();
  const reports = new Map<string, number>();
  for (const finding of dump.findings()) {
    const { place, exact } = identityOf(finding);
    reports.set(exact, (reports.get(exact) ?? 0) + 1);
    if (finding.level === "error" || finding.level === "warning") places.set(place, (places.get(place) ?? 0) + 1);
  }
  return { places, reports };
}

/** Applies the changes, compares, and takes them back. */
function isSound(dump: AnalysedDump, changes: readonly TextChange[], before: Loud, identity: Identity): boolean {
  if (changes.length === 0) return false;
  const undo: TextChange[] = [];
  try {
    for (const change of changes.toReversed()) {
      undo.push({ range: { start: change.range.start, end: endOf(change) }, newText: textIn(dump, change.range) });
      dump.edit(change.range, change.newText);
    }
    const after = countLoud(dump);
    if ((after.reports.get(identity.exact) ?? 0) >= (before.reports.get(identity.exact) ?? 0)) return false;
    for (const [place, count] of after.places) if (count > (before.places.get(place) ?? 0)) return false;
    return true;
  } finally {
    for (const { range, newText } of undo.toReversed()) dump.edit(range, newText);
  }
}

function endOf({ range, newText }: TextChange): Position {
  const lines = splitLines(newText);
  const last = lines.at(-1)?.text.length ?? 0;
  if (lines.length === 1) return { line: range.start.line, character: range.start.character + last };
  return { line: range.start.line + lines.length - 1, character: last };
}

function textIn(dump: AnalysedDump, { start, end }: Range): string {
  let text = "";
  for (let number = start.line; number <= end.line; number += 1) {
    const line = dump.text.lineAt(number);
    if (line === undefined) continue;
    const from = number === start.line ? start.character : 0;
    text += number === end.line ? line.text.slice(from, end.character) : line.text.slice(from) + line.eol;
  }
  return text;
}

function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
