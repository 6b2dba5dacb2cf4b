/** An escape of xenstore-ls, as a part of a pattern with a group for each form: a byte in octal, in hexadecimal, by its letter. */
export const ESCAPE = String.raw`\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|([tnr\\]))`;
const ESCAPES = new RegExp(ESCAPE, "g");
const LETTERS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, "\\": 92 };

/** The byte that an escape stands for, by the groups of `ESCAPE`; undefined if none of them has matched. */
export function escapedByte(octal: string | undefined, hex: string | undefined, letter: string | undefined): number | undefined {
  if (octal !== undefined) return Number.parseInt(octal, 8) & 0xff;
  return hex === undefined ? LETTERS[letter ?? ""] : Number.parseInt(hex, 16);
}

/**
 * Undoes the escapes of xenstore-ls (`sanitise_value` in xenstore_client.c).
 * @param written a value as it stands in a dump, not cut
 * @returns the value, one character from U+0000 to U+00FF for each byte; what is not an escape stays as it is
 */
export function unescapeValue(written: string): string {
  if (!written.includes("\\")) return written;
  return written.replace(ESCAPES, (_, octal?: string, hex?: string, letter?: string) => String.fromCharCode(escapedByte(octal, hex, letter) ?? 0));
}
