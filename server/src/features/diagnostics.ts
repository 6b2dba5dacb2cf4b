import type { Range, Text } from "../dump/text";
import type { Finding } from "../rules/checker";
import { LEVELS, type Level } from "../rules/level";
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

/**
 * Chooses what is shown where there is more than anybody reads: the gravest, and of these the first in the text.
 * @param most from 1 up
 * @returns the chosen ones, in no certain order, and how many were left out
 */
export function mostTelling(text: Text<StoreNode>, findings: Iterable<Finding>, most: number): { readonly chosen: readonly Finding[]; readonly hidden: number } {
  const byLevel = new Map<Level, Finding[]>(LEVELS.map((level) => [level, []]));
  let count = 0;
  for (const finding of findings) {
    byLevel.get(finding.level)?.push(finding);
    count += 1;
  }
  const chosen: Finding[] = [];
  for (const some of byLevel.values()) {
    const left = most - chosen.length;
    chosen.push(...(some.length <= left ? some : firstOf(text, some, left)));
  }
  return { chosen, hidden: count - chosen.length };
}

/** Of very many findings, few are chosen: where exactly one stands is looked up only in the blocks of lines that the first ones are in. */
function firstOf(text: Text<StoreNode>, findings: readonly Finding[], count: number): Finding[] {
  const byBlock = new Map<number, Finding[]>();
  for (const finding of findings) {
    const { index } = finding.at.line.block;
    const inBlock = byBlock.get(index);
    if (inBlock === undefined) byBlock.set(index, [finding]);
    else inBlock.push(finding);
  }
  const first: Finding[] = [];
  for (const index of [...byBlock.keys()].toSorted((left, right) => left - right)) {
    const placed = (byBlock.get(index) ?? []).map((finding) => ({ finding, line: text.numberOf(finding.at.line) }));
    placed.sort((left, right) => left.line - right.line || left.finding.at.start - right.finding.at.start);
    first.push(...placed.map(({ finding }) => finding));
    if (first.length >= count) break;
  }
  return first.slice(0, count);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
