/** Characters that would move, hide or reorder what stands around them: controls, bidirectional marks, invisible blanks. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const LONGEST = 80;

/**
 * Makes a text from a dump fit to be shown in a sentence. Guests write these strings; none may pass for our own words.
 * @returns the text with unsafe characters as `\u{…}`, cut at 80 characters
 */
export function show(text: string): string {
  return showWhole(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/**
 * Makes a text fit to be shown, for callers that limit its length themselves.
 * @returns the text with unsafe characters as `\u{…}`
 */
export function showWhole(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
