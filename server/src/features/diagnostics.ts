import type { Range, Text } from "../dump/text";
import type { Finding } from "../rules/checker";
import type { Level } from "../rules/level";
import type { StoreNode } from "../store/node";

/** A finding with the ranges where it stands now. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Level;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly range: Range }[];
}

/** Turns findings into diagnostics, from the top of the text; at one place in the order of their codes. */
export function diagnosticsOf(text: Text<StoreNode>, findings: Iterable<Finding>): Diagnostic[] {
  return Array.from(findings, (finding) => ({
    code: finding.code,
    severity: finding.level,
    message: finding.consequence === undefined ? finding.message : `${finding.message} ${finding.consequence}`,
    range: text.rangeOf(finding.at),
    related: finding.related.map(({ at, message }) => ({ message, range: text.rangeOf(at) })),
  })).toSorted(
    (left, right) =>
      left.range.start.line - right.range.start.line ||
      left.range.start.character - right.range.start.character ||
      compare(left.code, right.code) ||
      compare(left.message, right.message),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
