const LONGEST_COMMENT = 160;

/** Quotes a text of printable ASCII so that a POSIX shell takes it as it stands. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Writes a text as a comment of a shell script, on one line whatever it holds.
 * @returns printable ASCII, cut if it is too long; other characters as `\u{…}`, which means nothing to a shell in a comment
 */
export function comment(text: string): string {
  const cut = text.length > LONGEST_COMMENT ? `${text.slice(0, LONGEST_COMMENT)}...` : text;
  return `# ${cut.replace(/[^ -~]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)}`;
}
