import { unescapeValue } from "../../dump/unescape";
import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { readDecimal } from "../../netif/decimal";
import type { Frontend } from "../../netif/frontend";
import { valuesCount } from "../gate";

/** What netback does with a value; if it does not read values in this state, says that instead. */
export function whereRead(directory: Frontend | Backend, consequence: string): string {
  const { state } = directory;
  return state === undefined || valuesCount(directory) ? consequence : t("netback does not read it in state {0}.", state);
}

/** Says how a line end came into a value, with a blank before it; empty if there is none. */
export function lineEndNote(raw: string): string {
  return unescapeValue(raw).endsWith("\n") ? ` ${t("It ends with a line end, as echo writes it.")}` : "";
}

/** What Linux makes of a value that is not written as it should be. */
export function linuxReads(number: number): string {
  return t("Linux reads it as {0}; other readers may not.", number);
}

/** Whether a value has nothing but digits, and too many of them for 32 bits. */
export function isOver32Bits(raw: string): boolean {
  return /^[0-9]+$/.test(raw) && readDecimal(raw) === undefined;
}

/** Joins parts of a sentence: "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : t("{0} and {1}", parts.slice(0, -1).join(", "), last);
}

/** A run of consecutive queue indexes, its end included. */
export interface QueueRun {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds the indexes below a limit that are not taken. Takes time linear in the taken ones: a guest may request 4294967295.
 * @param taken indexes from the lowest
 */
export function freeRuns(taken: readonly number[], limit: number): QueueRun[] {
  const runs: QueueRun[] = [];
  let next = 0;
  for (const index of [...taken.filter((other) => other < limit), limit]) {
    if (index > next) runs.push({ first: next, last: index - 1 });
    next = Math.max(next, index + 1);
  }
  return runs;
}

/** How many indexes the runs hold. */
export function countOf(runs: readonly QueueRun[]): number {
  return runs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The indexes in the runs: "1", "1 and 3 to 7". */
export function queuesNamed(runs: readonly QueueRun[]): string {
  const parts = runs.flatMap(({ first, last }) => (last === first ? [`${first}`] : last === first + 1 ? [`${first}`, `${last}`] : [t("{0} to {1}", first, last)]));
  return listedShort(parts);
}

/** A list that ends with the number of the others if there are more than twelve. */
export function listedShort(parts: readonly string[]): string {
  return listed(parts.length > 12 ? [...parts.slice(0, 11), t("{0} more", parts.length - 11)] : parts);
}
