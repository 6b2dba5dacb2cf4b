import { ZERO } from "../dump/characters";

/** The largest number of 32 bits. */
export const MAX_UINT32 = 4_294_967_295;

/**
 * Reads a decimal number as the specification wants it: digits only, leading zeros allowed, at most 32 bits.
 * @returns undefined for a sign, blanks, hexadecimal, other text, the empty string, and what is too large
 */
export function readDecimal(text: string): number | undefined {
  let number = text === "" ? Number.NaN : 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number <= MAX_UINT32 ? number : undefined;
}

/**
 * Finds the number that somebody meant: `" 2"`, `"+2"`, `"02"`, `"2abc"` are 2, `"0x10"` is 16.
 * @returns undefined if there is not a number of 32 bits in the text
 */
export function meantDecimal(text: string): number | undefined {
  const trimmed = text.trimStart().replace(/^\+/, "");
  const hex = /^0x([0-9a-f]{1,8})$/i.exec(trimmed);
  if (hex !== null) return Number.parseInt(hex[1] ?? "", 16);
  return readDecimal(/^[0-9]+/.exec(trimmed)?.[0] ?? "");
}
