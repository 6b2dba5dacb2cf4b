const ESCAPE = /\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|([tnr\\]))/g;
const NAMED: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", "\\": "\\" };

/**
 * Undoes the escapes of xenstore-ls (`sanitise_value` in xenstore_client.c).
 * @param written a value as it stands in a dump, not cut
 * @returns the value, one character from U+0000 to U+00FF for each byte; what is not an escape stays as it is
 */
export function unescapeValue(written: string): string {
  if (!written.includes("\\")) return written;
  return written.replace(ESCAPE, (escape, octal?: string, hex?: string, name?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return NAMED[name ?? ""] ?? escape;
  });
}
