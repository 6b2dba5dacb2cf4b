import { t } from "../../l10n";

/** What has a number that can be changed. */
export type Kind = "domain" | "vif" | "queue";

/** The word at the position has no number. */
export function nothingHere(): string {
  return t("Nothing here can be renamed: only the number of a domain, a vif or a queue can.");
}

/** The rename threw an error: a fault of this program. */
export function renameFailed(): string {
  return t("The rename failed; the server log says why.");
}

/** After the rename, two captures would be read as one. */
export function joinsCaptures(): string {
  return t("A line with this number begins two captures, and only its repetition tells them apart. Put the command that took each, or a line # xenstore-root PATH, above them first.");
}

/** What was typed is not a number from 0 to `highest`. */
export function noNumber(kind: Kind, typed: string, highest: number): string {
  if (kind === "domain") return t('"{0}" is not the number of a domain. Type a decimal number from 0 to {1}, without leading zeros.', typed, highest);
  if (kind === "vif") return t('"{0}" is not the number of a vif. Type a decimal number from 0 to {1}, without leading zeros.', typed, highest);
  return t('"{0}" is not the number of a queue. Type a decimal number from 0 to {1}, such as 3 or queue-3, without leading zeros.', typed, highest);
}

/** A line is cut where it may name the same thing. Its number counts from 1. */
export function cutWhereNamed(kind: Kind, line: number): string {
  if (kind === "domain") return t("Line {0} is cut where it may name this domain. Complete it first, so that the rename does not leave it behind.", line);
  if (kind === "vif") return t("Line {0} is cut where it may name this vif. Complete it first, so that the rename does not leave it behind.", line);
  return t("Line {0} is cut where it may name this queue. Complete it first, so that the rename does not leave it behind.", line);
}

/** Something else has the new number already: `thing` is its path. The number of the line counts from 1. */
export function alreadyThere(thing: string, line: number): string {
  const [, , , domid = "", , , index, queue] = thing.split("/");
  if (index === undefined) return t("Domain {0} is in this dump already, in line {1}: the two could not be told apart any more.", domid, line);
  if (queue === undefined) return t("Vif {0} of domain {1} is in this dump already, in line {2}: the two could not be told apart any more.", index, domid, line);
  return t("{0} of vif {1} of domain {2} is in this dump already, in line {3}: the two could not be told apart any more.", queue, index, domid, line);
}
