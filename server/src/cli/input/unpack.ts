import zlib from "node:zlib";
import { messageOf } from "../error-message";
import { Unusable } from "../exit-code";
import { hasTooManyLines, LARGEST_DUMP, LARGEST_DUMP_NAME, MOST_LINES_NAME } from "./limit";

/** How a file is packed. */
export type Packing = "gzip" | "zstd";

/** The bytes by which a kind of file is known, and what to do if it cannot be unpacked here. */
interface Magic {
  /** "packed with gzip", "a tar archive". */
  readonly what: string;
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly remedy: string;
}

const GZIP: Magic = { what: "packed with gzip", bytes: [0x1f, 0x8b], remedy: "unpack it with gzip -d" };
const ZSTD: Magic = { what: "packed with zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd], remedy: "unpack it with zstd -d" };
const OTHERS: readonly Magic[] = [
  { what: "packed with xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], remedy: "unpack it with xz -d" },
  { what: "packed with bzip2", bytes: [0x42, 0x5a, 0x68], remedy: "unpack it with bzip2 -d" },
  { what: "a zip archive", bytes: [0x50, 0x4b, 0x03, 0x04], remedy: "unpack it with unzip" },
  { what: "a 7z archive", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], remedy: "unpack it with 7z x" },
  { what: "a tar archive", at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72], remedy: "unpack it with tar xf and give the directory" },
];

/**
 * Unpacks gzip and zstd, which it knows by the first bytes and not by a name. Text that is not packed comes back as it is.
 * @throws Unusable for formats that cannot be unpacked here, for damaged data, and for more bytes than a dump may have
 */
export function unpack(bytes: Buffer): { readonly bytes: Buffer; readonly packing: Packing | undefined } {
  if (begins(bytes, GZIP)) return { bytes: plain(unpacked(bytes, GZIP, zlib.gunzipSync)), packing: "gzip" };
  if (begins(bytes, ZSTD)) {
    const unzstd = zstdOf(zlib);
    if (unzstd === undefined) throw new Unusable(`it is packed with zstd, which Node.js reads from 22.15 on: ${ZSTD.remedy}`);
    return { bytes: plain(unpacked(bytes, ZSTD, unzstd)), packing: "zstd" };
  }
  return { bytes: plain(bytes), packing: undefined };
}

type Unpacker = (bytes: Buffer, limits: { maxOutputLength: number }) => Buffer;

/** Finds the function that unpacks zstd. Node.js has it from 22.15 on, so Node.js 20 lacks it. */
function zstdOf(library: object): Unpacker | undefined {
  return "zstdDecompressSync" in library && typeof library.zstdDecompressSync === "function" ? (library.zstdDecompressSync as Unpacker) : undefined;
}

function unpacked(bytes: Buffer, { what, remedy }: Magic, unpacker: Unpacker): Buffer {
  const tooMuch = (limit: string): Unusable => new Unusable(`it unpacks to more than ${limit}; ${remedy} and look at what it holds`);
  let found: Buffer;
  try {
    found = unpacker(bytes, { maxOutputLength: LARGEST_DUMP });
  } catch (error) {
    throw error instanceof RangeError ? tooMuch(LARGEST_DUMP_NAME) : new Unusable(`it is ${what} and damaged; fetch it again (${messageOf(error)})`);
  }
  if (hasTooManyLines(found)) throw tooMuch(MOST_LINES_NAME);
  return found;
}

/** Passes on bytes, but refuses a known binary format with a better remedy than "it is binary". */
function plain(bytes: Buffer): Buffer {
  const magic = [GZIP, ZSTD, ...OTHERS].find((known) => begins(bytes, known));
  if (magic !== undefined && !looksLikeText(bytes)) {
    throw new Unusable(`it is ${magic.what}; ${magic.remedy}`);
  }
  return bytes;
}

/** A text may well begin with "BZh", but packed data has bytes near its beginning that are not text. */
function looksLikeText(bytes: Buffer): boolean {
  return bytes.subarray(0, 512).every((byte) => byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f));
}

function begins(bytes: Buffer, { bytes: magic, at = 0 }: Magic): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}
