import { isClear } from "../../dump/line-syntax";
import { readLine } from "../../dump/read-line";
import { writeLine } from "../../dump/write-line";
import { nameMayBeCut } from "../../store/cut-name";
import type { Entry } from "../../store/node";

const ASSIGN = ' = "';

/**
 * Writes a line as xenstore-ls prints it.
 * @param depth the level of a tree line, from 0; undefined to leave its indentation as it is
 * @returns the new line; the old one if it is not an entry, or if the new one would be read differently
 */
export function formattedLine(line: Entry, depth: number | undefined): string {
  const { text, syntax } = line;
  if (!isClear(syntax)) return isNameClear(line) ? withIndentation(line, depth) : text;
  // An entry that is not in the form of xenstore-ls is not rewritten; only its indentation may change.
  const isPlain = line.statement === undefined && text.startsWith(ASSIGN, syntax.pathEnd) && text.startsWith('"', syntax.valueEnd);
  if (syntax.kind !== "entry" || !isPlain || (syntax.value !== "whole" && syntax.value !== "cut")) return withIndentation(line, depth);
  if (syntax.form === "flat") {
    const end = syntax.permissionsEnd > 0 ? syntax.permissionsEnd : syntax.valueEnd + 1;
    return text.slice(end).trim() === "" ? text.slice(0, end) : text;
  }
  const place = (depth === undefined ? text.slice(syntax.start, syntax.pathStart) : " ".repeat(depth)) + line.path;
  const written = writeLine({ form: "tree", place, value: line.value, cut: syntax.value === "cut", permissions: line.permissions });
  return verified(line, text.slice(0, syntax.start) + written);
}

/**
 * Whether only the value of a line is in doubt, and its name stands below another. Any other line that can be read in several ways may be read differently in
 * another place, or another capture may begin there.
 */
function isNameClear({ syntax, parent }: Entry): boolean {
  return syntax.kind === "entry" && !syntax.pathSuspect && syntax.pathEnd > syntax.pathStart && parent !== undefined;
}

/** Changes only the indentation: even a name without a readable value has its place in the tree. */
function withIndentation(line: Entry, depth: number | undefined): string {
  const { text, syntax } = line;
  if (syntax.kind !== "entry" || syntax.form === "flat" || line.statement !== undefined || depth === undefined) return text;
  return verified(line, text.slice(0, syntax.start) + " ".repeat(depth) + text.slice(syntax.pathStart));
}

/** The new text of a line if, read by itself, it says the same; otherwise the old text. */
function verified(line: Entry, written: string): string {
  const { syntax } = line;
  const now = readLine(written);
  const isSame =
    now.kind === syntax.kind &&
    now.form === syntax.form &&
    now.start === syntax.start &&
    now.value === syntax.value &&
    now.pathSuspect === syntax.pathSuspect &&
    nameMayBeCut(now) === nameMayBeCut(syntax) &&
    written.slice(now.pathStart, now.pathEnd) === line.path &&
    written.slice(now.valueStart, now.valueEnd) === line.value &&
    written.slice(now.permissionsStart, now.permissionsEnd) === line.permissions;
  return isSame ? written : line.text;
}
