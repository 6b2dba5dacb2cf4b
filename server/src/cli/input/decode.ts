import { isUtf8 } from "node:buffer";
import { Unusable } from "../exit-code";

/** How a text is encoded in bytes. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

/** A text, and how it was encoded. */
export interface Decoded {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

const MARKS: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

/** The byte order marks of UTF-32, little endian and big endian. The first begins like that of UTF-16, but a zero follows, with which no dump begins. */
const UTF_32_MARKS: readonly (readonly number[])[] = [
  [0xff, 0xfe, 0x00, 0x00],
  [0x00, 0x00, 0xfe, 0xff],
];

/** How many bytes to look at to recognize UTF-16 without a mark. */
const SAMPLE = 4096;
/** The share of zeros among every second byte that shows UTF-16: dumps are ASCII, so nearly all of these are zero. */
const OBVIOUS = 0.9;

/** Thrown for bytes that are not text. A search of a directory skips them. */
export class NotText extends Unusable {}

/**
 * Reads bytes as text: by their byte order mark, else as UTF-16 if that is obvious, as UTF-8 if they are valid, and
 * else as Latin-1, in which every byte is a character.
 * @throws Unusable for UTF-32, and NotText for binary data
 */
export function decode(bytes: Buffer): Decoded {
  if (UTF_32_MARKS.some((mark) => begins(bytes, mark))) throw new Unusable("it is in UTF-32; convert it to UTF-8 with iconv -f UTF-32 -t UTF-8");
  const mark = MARKS.find((known) => begins(bytes, known.bytes));
  if (mark !== undefined) return { text: textOf(bytes.subarray(mark.bytes.length), mark.encoding), encoding: mark.encoding, byteOrderMark: true };
  const encoding = bytes.includes(0) ? wideEncoding(bytes) : isUtf8(bytes) ? "utf-8" : "latin1";
  if (encoding === undefined) throw new NotText("it is binary, not a dump; give the text that xenstore-ls printed");
  return { text: textOf(bytes, encoding), encoding, byteOrderMark: false };
}

function begins(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** The kind of UTF-16 that bytes with zeros among them are in; undefined if they are not obviously UTF-16. */
function wideEncoding(bytes: Buffer): Encoding | undefined {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length & ~1));
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / (sample.length / 2));
  if (odd >= OBVIOUS && even < 1 - OBVIOUS) return "utf-16le";
  return even >= OBVIOUS && odd < 1 - OBVIOUS ? "utf-16be" : undefined;
}

function textOf(bytes: Buffer, encoding: Encoding): string {
  if (encoding === "utf-8") return bytes.toString("utf8");
  if (encoding === "latin1") return bytes.toString("latin1");
  if (encoding === "utf-16le") return bytes.toString("utf16le");
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString("utf16le");
}
