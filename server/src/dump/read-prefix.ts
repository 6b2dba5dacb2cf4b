import { GREATER, isBlank, PLUS, SLASH, STAR } from "./characters";

/** What stands before a line that was quoted from a mail, a C comment or a patch. */
export interface Prefix {
  /** The offset after the prefix; the line's own indentation begins here. */
  readonly end: number;
  /** The line stands in a C comment, where prose is to be expected. */
  readonly comment: boolean;
}

/** Left at the start of a text by some editors; it belongs to no path. */
const BYTE_ORDER_MARK = 0xfeff;

const NONE: Prefix = { end: 0, comment: false };

/**
 * Finds the prefix of a line: `> ` up to any depth, also `>       > ` as some mailers quote, then ` * `, `/* ` or `// `, each after a `+` if it comes from
 * a patch.
 * @param text the line without its end
 * @returns the prefix; its end is 0 if there is none
 */
export function readPrefix(text: string): Prefix {
  const quoted = behindQuotation(text);
  const commented = behindCommentSign(text, quoted);
  if (commented !== undefined) return { end: commented, comment: true };
  return quoted === 0 ? NONE : { end: quoted, comment: false };
}

function behindQuotation(text: string): number {
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  // A quotation may be indented as a whole: no name begins with its sign.
  const moved = behindBlanks(text, at);
  if (text.charCodeAt(moved) === GREATER) at = moved;
  while (text.charCodeAt(at) === GREATER) {
    at += 1;
    const next = behindBlanks(text, at);
    // All blanks but one before the quoted text are its own indentation.
    if (text.charCodeAt(next) === GREATER) at = next;
    else if (next > at) at += 1;
  }
  return at;
}

/** Where the sign of a C comment ends, with one blank; undefined if there is none. */
function behindCommentSign(text: string, from: number): number | undefined {
  let at = behindBlanks(text, text.charCodeAt(from) === PLUS ? from + 1 : from);
  // No path has a blank behind two slashes.
  const slashes = behind(text, at, SLASH);
  if (slashes - at >= 2 && (slashes === text.length || isBlank(text.charCodeAt(slashes)))) return Math.min(slashes + 1, text.length);
  if (text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === STAR) at += 1;
  if (text.charCodeAt(at) !== STAR) return undefined;
  at = behind(text, at, STAR);
  const isEnd = text.charCodeAt(at) === SLASH && at + 1 === text.length;
  return isEnd || isBlank(text.charCodeAt(at)) ? at + 1 : at;
}

function behindBlanks(text: string, at: number): number {
  let next = at;
  while (isBlank(text.charCodeAt(next))) next += 1;
  return next;
}

function behind(text: string, at: number, code: number): number {
  let next = at;
  while (text.charCodeAt(next) === code) next += 1;
  return next;
}
