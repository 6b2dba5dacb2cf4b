import { isClear } from "../dump/line-syntax";
import { readLine } from "../dump/read-line";
import { writeLine } from "../dump/write-line";
import { nameMayBeCut } from "../store/cut-name";
import type { Entry } from "../store/node";

const ASSIGN = ' = "';

/**
 * Writes a line as xenstore-ls prints it.
 * @param depth the level of a tree line, from 0; undefined to leave its indentation as it is
 * @returns the line as it is where it is no whole entry, or where it would be read in another way then
 */
export function formattedLine(line: Entry, depth: number | undefined): string {
  const { text, syntax } = line;
  // What could be read in another way may be, once it stands elsewhere.
  if (!isClear(syntax)) return text;
  // What is not written as the tool does is not to be written anew.
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

/** A name without a value that can be read still has its place in the tree. */
function withIndentation(line: Entry, depth: number | undefined): string {
  const { text, syntax } = line;
  if (syntax.kind !== "entry" || syntax.form === "flat" || line.statement !== undefined || depth === undefined) return text;
  return verified(line, text.slice(0, syntax.start) + " ".repeat(depth) + text.slice(syntax.pathStart));
}

/** A new text of a line if that says the same by itself; otherwise the one that it has. */
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
