import { BACKSLASH, CLOSE, DOT, QUOTE, SPACE } from "./characters";
import type { ValueForm } from "./line-syntax";
import { CUT_LINE_LENGTHS } from "./line-width";

/** Where the value and the permissions of an entry stand in its line. */
export interface ValueSyntax {
  readonly form: ValueForm;
  readonly start: number;
  readonly end: number;
  readonly permissionsStart: number;
  readonly permissionsEnd: number;
}

/** The syntax where there is no value to read. */
export const UNREADABLE: ValueSyntax = { form: "unreadable", start: 0, end: 0, permissionsStart: 0, permissionsEnd: 0 };

const ELLIPSIS = "...";
const PERMISSION = /^[nrwb]-?\d{1,10}$/;

/**
 * Reads a value from the right: quotes inside it are not escaped, so it ends at the last quote of the line,
 * and what looks like permissions inside it is text unless permissions follow it.
 * @param start the offset after the opening quote
 * @param end the end of the line without trailing blanks
 * @param origin where the tool began to count the width of the line: the indentation of a tree line, the end of a flat path
 */
export function readValue(text: string, start: number, end: number, origin: number): ValueSyntax {
  let quote = end - 1;
  // A mailer may have wrapped away the permissions that the dots led to.
  if (text.charCodeAt(quote) === DOT) {
    while (quote >= start && isLeader(text.charCodeAt(quote))) quote -= 1;
    if (text.charCodeAt(quote + 1) === DOT) quote = end - 1;
  }
  let permissionsStart = 0;
  let permissionsEnd = 0;
  if (text.charCodeAt(quote) === CLOSE) {
    permissionsStart = readPermissions(text, end);
    if (permissionsStart >= start) {
      permissionsEnd = end;
      quote = permissionsStart - 1;
      while (quote >= start && isLeader(text.charCodeAt(quote))) quote -= 1;
    } else permissionsStart = 0;
  }
  if (quote < start || text.charCodeAt(quote) !== QUOTE) {
    return { form: "malformed", start, end, permissionsStart: 0, permissionsEnd: 0 };
  }
  return { form: valueForm(text, start, quote, quote + 1 - origin), start, end: quote, permissionsStart, permissionsEnd };
}

/** Whether a character is one of the blanks and dots that lead from a value to its permissions. */
export function isLeader(code: number): boolean {
  return code === SPACE || code === DOT;
}

/**
 * An odd number of backslashes before `..."` proves a cut, since a whole value has them in pairs. With an even number
 * (and with the bare `..."` of tools before Xen 3.2 and of the Go client) only the width of the line tells.
 */
function valueForm(text: string, start: number, end: number, width: number): ValueForm {
  const ellipsis = end - ELLIPSIS.length;
  if (ellipsis < start || !text.startsWith(ELLIPSIS, ellipsis)) return "whole";
  let backslash = ellipsis;
  while (backslash > start && text.charCodeAt(backslash - 1) === BACKSLASH) backslash -= 1;
  return (ellipsis - backslash) % 2 === 1 || CUT_LINE_LENGTHS.includes(width) ? "cut" : "whole";
}

/**
 * Finds permissions `(n0,r1)` that end the line.
 * @returns the offset of their opening parenthesis, or -1 if there are none
 */
export function readPermissions(text: string, end: number): number {
  const open = text.lastIndexOf("(", end - 1);
  // xenstored keeps a bounded list; a longer text in parentheses is not a permission list
  if (open < 0 || text.charCodeAt(end - 1) !== CLOSE || end - open > 4096) return -1;
  return text.slice(open + 1, end - 1).split(",").every((permission) => PERMISSION.test(permission)) ? open : -1;
}
