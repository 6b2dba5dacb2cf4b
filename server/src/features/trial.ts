import type { TextChange } from "../dump/draft";
import type { Finding } from "../rules/checker";
import type { AnalysedDump } from "./analysed-dump";

/** What makes a report the same one after an edit. */
export interface Identity {
  /** The rule and the node: what makes a fault the same fault after an edit. */
  readonly place: string;
  /** With its message: what makes it the same report. */
  readonly exact: string;
}

export function identityOf(finding: Finding): Identity {
  const place = `${finding.code}\0${finding.at.line.place?.path ?? finding.at.line.text}`;
  return { place, exact: `${place}\0${finding.message}` };
}

/** How often each report is there, and each error and warning by its place. */
export interface Tally {
  readonly loudPlaces: ReadonlyMap<string, number>;
  readonly reports: ReadonlyMap<string, number>;
}

/** Counts what is reported in a dump as it is. */
export function tallyOf(dump: AnalysedDump): Tally {
  const loudPlaces = new Map<string, number>();
  const reports = new Map<string, number>();
  for (const finding of dump.findings()) {
    const { place, exact } = identityOf(finding);
    reports.set(exact, (reports.get(exact) ?? 0) + 1);
    if (finding.level === "error" || finding.level === "warning") loudPlaces.set(place, (loudPlaces.get(place) ?? 0) + 1);
  }
  return { loudPlaces, reports };
}

/** Applies changes, counts what is reported then, and takes them back. */
export function tallyAfter(dump: AnalysedDump, changes: readonly TextChange[]): Tally {
  const undo = dump.editAll(changes.toReversed());
  try {
    return tallyOf(dump);
  } finally {
    dump.editAll(undo);
  }
}

/** Whether there is an error or warning that was not there before. */
export function hasNewFault(before: Tally, after: Tally): boolean {
  for (const [place, count] of after.loudPlaces) if (count > (before.loudPlaces.get(place) ?? 0)) return true;
  return false;
}
