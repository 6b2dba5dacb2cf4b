import { ESCAPE, escapedByte } from "./unescape";

const BACKSLASH = "\\\\";
/** An escape of xenstore-ls, or a character that has to be escaped in an argument of xenstore-write. */
const ESCAPE_OR_UNSAFE = new RegExp(`${ESCAPE}|[^ -[\\]-~]`, "gu");

/** The bytes that a character stood for in the file of a dump. */
export type ValueEncoding = "utf-8" | "latin1";

/** A value written for xenstore-write, which un-escapes its arguments. */
export interface WriteArgument {
  /** Printable ASCII. */
  readonly text: string;
  /** How many bytes the value has in the store. */
  readonly bytes: number;
}

/**
 * Turns a value of a dump into an argument of xenstore-write that stands for the same bytes.
 * @param written as it stands in a dump, not cut; what is not an escape counts as it stands
 * @param encoding how characters outside ASCII were encoded in the dump: xenstore-ls prints none, other tools do
 */
export function writeArgument(written: string, encoding: ValueEncoding): WriteArgument {
  // How many characters of the argument stand for no byte of their own.
  let extra = 0;
  const byteText = (byte: number): string => {
    const text = byte === 92 ? BACKSLASH : byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
    extra += text.length - 1;
    return text;
  };
  const text = written.replace(ESCAPE_OR_UNSAFE, (found, octal?: string, hex?: string, letter?: string) => {
    const byte = escapedByte(octal, hex, letter);
    return byte === undefined ? bytesOf(found, encoding).map(byteText).join("") : byteText(byte);
  });
  return { text, bytes: text.length - extra };
}

/** The bytes of a character; in UTF-8 those of U+FFFD for half a surrogate pair. */
function bytesOf(character: string, encoding: ValueEncoding): number[] {
  const code = character.charCodeAt(0);
  if (code < 128 || (encoding === "latin1" && code < 256)) return [code];
  const whole = /\p{Cs}/u.test(character) ? "\u{fffd}" : character;
  return encodeURIComponent(whole).split("%").slice(1).map((hex) => Number.parseInt(hex, 16));
}
