import * as fc from "fast-check";

/** Values that would do something if a shell, a terminal or a tool looked at them. */
export const HOSTILE_VALUES: readonly string[] = [
  "",
  "'",
  "''",
  "'\\''",
  "'; touch pwned; '",
  '"; touch pwned; "',
  "$(touch pwned)",
  "`touch pwned`",
  "${IFS}touch${IFS}pwned",
  "$((1/0))",
  "a\nb",
  "\ntouch pwned\n",
  "# xenstore-root /",
  "\r\ntouch pwned\r\n",
  "-R",
  "--",
  "-h",
  "--help",
  "\\",
  "\\\\'",
  "a\\",
  "\\n",
  "\\x41",
  "\\101",
  "%s%n%%",
  "~",
  "~root",
  "*",
  "[a-z]?",
  "{a,b}",
  "!!",
  "a;b|c&d>e<f",
  " ",
  "  leading and trailing  ",
  "\t",
  "\u{0}",
  "a\u{0}b",
  "\u{1b}[2J\u{1b}]0;title\u{7}",
  "\u{7f}",
  "\u{80}\u{ff}",
  "\u{e2}\u{80}\u{ae}gnp.exe",
  "x\"   (n0,r1)",
  "...",
  "\\...",
  "EOF",
  "a".repeat(2000),
];

/** The bytes of any value, one character from U+0000 to U+00FF for each. Hostile values and pieces of them are among them. */
export const anyValueBytes: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE_VALUES.filter((value) => value.length < 100)),
      fc.string({ unit: "binary-ascii", maxLength: 12 }),
      fc.uint8Array({ maxLength: 12 }).map((bytes) => String.fromCharCode(...bytes)),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(""));

const NAMED: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

/** Writes the bytes of a value as xenstore-ls does (`sanitise_value`). */
export function sanitised(bytes: string): string {
  return Array.from(bytes, (character) => {
    const code = character.charCodeAt(0);
    if (NAMED[character] !== undefined) return NAMED[character];
    if (code >= 32 && code < 127) return character;
    return code < 8 ? `\\${code.toString(8).padStart(3, "0")}` : `\\x${code.toString(16).padStart(2, "0")}`;
  }).join("");
}

/** Reads an argument as xenstore-write does (`unsanitise_value`): it takes up to three octal or two hexadecimal digits. */
export function unsanitised(argument: string): string {
  return argument.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([^]))/g, (_escape, octal?: string, hex?: string, other?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { t: "\t", n: "\n", r: "\r" }[other ?? ""] ?? other ?? "";
  });
}
