import { writeFileSync } from "node:fs";
import { access, constants, readFile, stat } from "node:fs/promises";
import { showWhole } from "../../dump/show";
import { Unusable } from "../exit-code";
import type { DumpSource } from "../input";

/**
 * Puts a text into bytes, in the form of the source that it comes from.
 * @throws Unusable for a character that the encoding does not have
 */
export function encode(text: string, { encoding, byteOrderMark }: Pick<DumpSource, "encoding" | "byteOrderMark">): Buffer {
  const marked = byteOrderMark ? `\ufeff${text}` : text;
  switch (encoding) {
    case "utf-8": return Buffer.from(marked, "utf8");
    case "utf-16le": return Buffer.from(marked, "utf16le");
    case "utf-16be": return Buffer.from(marked, "utf16le").swap16();
    case "latin1": return latin1(marked);
  }
}

function latin1(text: string): Buffer {
  if (/[^\0-\xff]/.test(text)) throw new Unusable("it is in Latin-1, which lacks a character of the mended text, convert it to UTF-8 first");
  return Buffer.from(text, "latin1");
}

/** What can be said of a file before it is mended: whether it could be written back. */
export async function assertWritable(path: string, { packing }: DumpSource): Promise<void> {
  if (packing !== undefined) throw new Unusable(`it is packed with ${packing}, unpack it first, or take the mended text with --stdout`);
  if (!(await stat(path)).isFile()) throw new Unusable("it is no regular file, take the mended text with --stdout");
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw new Unusable(`it may not be written (${reasonWord(error)}), change its permissions, or take the mended text with --stdout`);
  });
}

const OVER_LIMIT = "SIGXFSZ";
const nothing = (): void => undefined;

/**
 * Replaces what a file holds, as a whole or not at all: readers see the old text or the new one. Mode and owner stay, and so
 * does a symbolic link to it.
 * @param source what was read from it
 * @throws Unusable where it cannot be written, or holds something else than what was read
 */
export async function writeBack(path: string, source: DumpSource, text: string): Promise<void> {
  // Also tells of bytes that are not valid in the encoding, which would be lost.
  if (!encode(source.text, source).equals(await readFile(path))) {
    throw new Unusable("it was changed while it was being mended, or holds bytes that are no text, look at it, and try again");
  }
  const { default: writeFileAtomic } = await import("write-file-atomic");
  // Over the size that a shell allows, the write fails and a signal comes. write-file-atomic ends the process at that, unless somebody else listens too.
  process.on(OVER_LIMIT, nothing);
  try {
    const bytes = encode(text, source);
    // Of a disk that fills up it would not notice that only a part was written, and put that into the place of the file. This ends with all of it, or with an error.
    await writeFileAtomic(path, "", { tmpfileCreated: (created) => writeFileSync(created, bytes) });
  } catch (error) {
    throw new Unusable(`it cannot be written (${reasonWord(error)}), take the mended text with --stdout`);
  } finally {
    process.off(OVER_LIMIT, nothing);
  }
}

/** "EACCES", or what else there is to say. */
function reasonWord(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : showWhole(String(error));
}
