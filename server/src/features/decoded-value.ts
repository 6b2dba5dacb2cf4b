import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";

/** A non-ASCII character that can be seen, unlike those that show() has to spell out. */
const VISIBLE = /[^\0-\x7f\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}\p{Co}]/u;

/**
 * Turns the escapes of a value back into bytes, and reads these as UTF-8.
 * @param written the value as it stands in the dump; it must not be cut
 * @returns a text that is safe to show; undefined if it is not UTF-8, or says no more than the value as written
 */
export function decodedValue(written: string): string | undefined {
  if (!/\\(?:x[89a-f]|[23])/i.test(written)) return undefined;
  const decoded = fromUtf8(unescapeValue(written));
  return decoded !== undefined && VISIBLE.test(decoded) ? show(decoded) : undefined;
}

/**
 * Reads bytes as UTF-8.
 * @param bytes one character from U+0000 to U+00FF for each
 * @returns undefined if they are not UTF-8
 */
function fromUtf8(bytes: string): string | undefined {
  if (/[^\0-\xff]/.test(bytes)) return undefined;
  try {
    return decodeURIComponent(bytes.replace(/[^0-9A-Za-z]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`));
  } catch {
    return undefined;
  }
}
