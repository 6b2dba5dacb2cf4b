import { readDecimal } from "./decimal";

/** White space of the kernel's `isspace`: tab to carriage return, the blank, and the byte 0xa0. */
const SPACE = "[\\t-\\r \\u00a0]*";
const UNSIGNED = new RegExp(`^${SPACE}([0-9]+)`);
const OCTET = "(?:0[xX](?=[0-9a-fA-F]))?[0-9a-fA-F]+";
const MAC = new RegExp(`^(?:${OCTET}:){5}${OCTET}$`);
const SIGNED = new RegExp(`^${SPACE}(-?)([0-9]+)`);
/** How many digits to convert at once. */
const STEP = 15;

/**
 * Reads a number as `%u` of the kernel's vsscanf does: white space is skipped, digits are taken as far as they go, more than
 * 64 bits wrap, and 32 bits are kept. `"2abc"` is 2, `"0x10"` is 0, `"4294967298"` is 2.
 * @param value the bytes of the value, without escapes
 * @returns undefined if nothing matches: a sign, text, the empty string
 */
export function scanUnsigned(value: string): number | undefined {
  // Nearly all values are just numbers.
  const plain = readDecimal(value);
  if (plain !== undefined) return plain;
  const digits = UNSIGNED.exec(value)?.[1];
  return digits === undefined ? undefined : Number(BigInt.asUintN(32, last64Bits(digits)));
}

/** Reads a number as `%lu` does on a 64-bit kernel: as `%u`, with all 64 bits kept. */
export function scanUnsignedLong(value: string): bigint | undefined {
  const plain = readDecimal(value);
  if (plain !== undefined) return BigInt(plain);
  const digits = UNSIGNED.exec(value)?.[1];
  return digits === undefined ? undefined : last64Bits(digits);
}

/** Reads a number as `%d` does: as `%u`, with a minus sign allowed; what 32 bits do not hold wraps. */
export function scanSigned(value: string): number | undefined {
  const [, sign, digits] = SIGNED.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const number = last64Bits(digits);
  return Number(BigInt.asIntN(32, sign === "-" ? -number : number));
}

/** What 64 bits hold of a number. Converting a million digits in one go would take longer than the rest of the analysis. */
function last64Bits(digits: string): bigint {
  let number = 0n;
  for (let at = 0; at < digits.length; at += STEP) {
    const next = digits.slice(at, at + STEP);
    number = BigInt.asUintN(64, number * 10n ** BigInt(next.length) + BigInt(next));
  }
  return number;
}

/** Whether `xen_net_read_mac` reads a value as a MAC address: six hexadecimal numbers of any size with colons between them. */
export function scansAsMac(value: string): boolean {
  return MAC.test(value);
}
