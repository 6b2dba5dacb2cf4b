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
  let star = at;
  if (text.charCodeAt(star) === PLUS) star += 1;
  star = behindBlanks(text, star);
  // No path has a blank behind two slashes.
  const slashes = behind(text, star, SLASH);
  if (slashes - star >= 2 && (slashes === text.length || isBlank(text.charCodeAt(slashes)))) return { end: Math.min(slashes + 1, text.length), comment: true };
  if (text.charCodeAt(star) === SLASH && text.charCodeAt(star + 1) === STAR) star += 1;
  if (text.charCodeAt(star) !== STAR) return at === 0 ? NONE : { end: at, comment: false };
  star = behind(text, star, STAR);
  if (text.charCodeAt(star) === SLASH && star + 1 === text.length) return { end: star + 1, comment: true };
  if (isBlank(text.charCodeAt(star))) star += 1;
  return { end: star, comment: true };
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
