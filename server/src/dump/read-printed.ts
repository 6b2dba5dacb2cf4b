import { CLOSE, COMMA, DOT, EQUALS, ESCAPE, isDigit, isNameCharacter, MINUS, OPEN, QUOTE, SLASH, SPACE } from "./characters";
import type { LineSyntax } from "./line-syntax";
import { NARROWEST_CUT } from "./line-width";

/** The ` = "` between a path and its value. */
const ASSIGN_LENGTH = 4;
const LONGEST_PATH = 511;
const LONGEST_LINE = 1023;
const LONGEST_PERMISSIONS = 1023;

/**
 * Reads a line that is exactly as xenstore-ls prints it: `path = "value"`, or an indented name instead of the path, perhaps with permissions; no ornaments, no
 * quote in the value, nothing cut. Nearly all lines are like that, and those whose parts stand at the same offsets share one object.
 * @param text holds the line from `start` up to, but not including, `end`
 * @returns undefined for every other line; `readLine` reads all lines, and returns the same for these
 */
export function readPrinted(text: string, start: number, end: number): LineSyntax | undefined {
  const length = end - start;
  if (length > LONGEST_LINE) return undefined;
  let at = start;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const pathStart = at - start;
  let slashes = 0;
  let nameStart = at;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SLASH) {
      // An empty name, or the dash that a patch or grep puts before a path.
      if (nameStart === at && slashes > 0) return undefined;
      if (slashes === 0 && text.charCodeAt(at - 1) === MINUS) return undefined;
      slashes += 1;
      nameStart = at + 1;
    } else if (!isNameCharacter(code)) break;
  }
  if (at === nameStart || at - start > LONGEST_PATH || (slashes > 0 && pathStart > 0)) return undefined;
  if (at + ASSIGN_LENGTH >= end || text.charCodeAt(at) !== SPACE || text.charCodeAt(at + 1) !== EQUALS || text.charCodeAt(at + 2) !== SPACE || text.charCodeAt(at + 3) !== QUOTE) {
    return undefined;
  }
  const pathEnd = at - start;
  // A name that may be cut, or a dash that may be the sign of a patch.
  if (slashes === 0 && (pathEnd >= NARROWEST_CUT || text.charCodeAt(nameStart) === MINUS)) return undefined;
  const permissions = text.charCodeAt(end - 1) === CLOSE ? permissionsBefore(text, at + ASSIGN_LENGTH, end) : end;
  let quote = permissions - 1;
  if (permissions < end) while (text.charCodeAt(quote) === SPACE || text.charCodeAt(quote) === DOT) quote -= 1;
  if (quote < at + ASSIGN_LENGTH || text.charCodeAt(quote) !== QUOTE || !isPrintedValue(text, at + ASSIGN_LENGTH, quote)) return undefined;
  return sharedSyntax(slashes > 0, pathStart, nameStart - start, pathEnd, quote - start, permissions - start, length);
}

/** Finds where the permissions `(n0,r1)` at the end of a line begin; -1 if the line ends with something else. */
function permissionsBefore(text: string, from: number, end: number): number {
  let at = end - 2;
  for (let digits = 0; at > from && end - at < LONGEST_PERMISSIONS; at -= 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      digits += 1;
      if (digits > 10) return -1;
      continue;
    }
    if (digits === 0) return -1;
    digits = 0;
    if (code === MINUS) at -= 1;
    // The letter: none, read, write, both.
    if (!"nrwb".includes(text.charAt(at))) return -1;
    at -= 1;
    const before = text.charCodeAt(at);
    if (before === OPEN) return at;
    if (before !== COMMA) return -1;
  }
  return -1;
}

/** Whether a value has no quote and no escape character, and does not end like one that may be cut. */
function isPrintedValue(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === ESCAPE) return false;
  }
  return !(end - start >= 3 && text.charCodeAt(end - 1) === DOT && text.charCodeAt(end - 2) === DOT && text.charCodeAt(end - 3) === DOT);
}

/** Shared objects, by the offsets of path and value; those of lines with permissions then by the offsets of these. */
const withoutPermissions = new Map<number, LineSyntax>();
const withPermissions = new Map<number, Map<number, LineSyntax>>();
/** A limit, so that a text made to have every line different cannot fill the memory. */
const MOST_SHARED = 20_000;
let sharedCount = 0;

/** Drops all shared objects: lines that are read later share new ones. */
function forgetShared(): void {
  withoutPermissions.clear();
  withPermissions.clear();
  sharedCount = 0;
}

function sharedSyntax(flat: boolean, pathStart: number, nameStart: number, pathEnd: number, valueEnd: number, permissionsStart: number, end: number): LineSyntax {
  const key = (((valueEnd << 9) | pathEnd) << 10) | (nameStart << 1) | (flat ? 1 : 0);
  const hasPermissions = permissionsStart < end;
  let family = hasPermissions ? withPermissions.get(key) : withoutPermissions;
  const member = hasPermissions ? ((permissionsStart - valueEnd) << 10) | (end - permissionsStart) : key;
  const known = family?.get(member);
  if (known !== undefined) return known;
  if (sharedCount >= MOST_SHARED) forgetShared();
  sharedCount += 1;
  if (hasPermissions) {
    family = withPermissions.get(key) ?? new Map<number, LineSyntax>();
    withPermissions.set(key, family);
  }
  const syntax: LineSyntax = {
    kind: "entry",
    form: flat ? "flat" : "tree",
    start: 0,
    pathStart,
    nameStart,
    pathEnd,
    pathSuspect: false,
    value: "whole",
    valueStart: pathEnd + ASSIGN_LENGTH,
    valueEnd,
    permissionsStart: hasPermissions ? permissionsStart : 0,
    permissionsEnd: hasPermissions ? end : 0,
    isPrinted: true,
  };
  family?.set(member, syntax);
  return syntax;
}
