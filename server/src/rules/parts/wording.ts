import { show } from "../../dump/show";
import { unescapeValue } from "../../dump/unescape";
import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { readDecimal } from "../../netif/decimal";
import type { Frontend } from "../../netif/frontend";
import { MAX_EVENT_CHANNEL } from "../../netif/shared-resources";
import { valuesCount } from "../gate";

/** What netback does with a value; if it does not read values in this state, says that instead. */
export function whereRead(directory: Frontend | Backend, consequence: string): string {
  const { state } = directory;
  return state === undefined || valuesCount(directory) ? consequence : t("netback does not read it in state {0}.", state);
}

/** Says how a line end came into a value, with a blank before it; empty if there is none. */
export function lineEndNote(raw: string): string {
  return unescapeValue(raw).endsWith("\n") ? ` ${t("The value has a line end, as echo writes it.")}` : "";
}

/** What is wrong with a value that cannot be a ring reference. */
export function notAReference(raw: string): string {
  return t('"{0}" is not a grant reference: it must be a decimal number of 32 bits.', show(raw)) + lineEndNote(raw);
}

/** What is wrong with a value that cannot be a port. */
export function notAPort(raw: string): string {
  return t('"{0}" is not an event channel: a port is a decimal number from 1 to {1}.', show(raw), MAX_EVENT_CHANNEL) + lineEndNote(raw);
}

/** What Linux makes of a value that is not written as it should be. */
export function linuxReads(number: number): string {
  return t("Linux reads it as {0}; other readers may not.", number);
}

/**
 * Says what is wrong with a value that is no number of queues.
 * @param otherwise what to say if it is not simply too large
 */
export function notNumberOfQueues(raw: string, otherwise: string): string {
  return (isOver32Bits(raw) ? t('"{0}" is not a number of queues: it is over 32 bits.', show(raw)) : otherwise) + lineEndNote(raw);
}

/** Whether a value has nothing but digits, and too many of them for 32 bits. */
function isOver32Bits(raw: string): boolean {
  return /^[0-9]+$/.test(raw) && readDecimal(raw) === undefined;
}

/** Joins parts of a sentence: "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : t("{0} and {1}", parts.slice(0, -1).join(", "), last);
}

/** A list that ends with the number of the others if there are more than twelve. */
export function listedShort(parts: readonly string[]): string {
  return listed(parts.length > 12 ? [...parts.slice(0, 11), t("{0} more", parts.length - 11)] : parts);
}
