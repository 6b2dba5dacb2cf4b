import { writeFileSync } from "node:fs";
import { access, constants, readFile, stat } from "node:fs/promises";
import { showWhole } from "../../dump/show";
import { Unusable } from "../exit-code";
import type { DumpSource } from "../input";

/**
 * Encodes a text in the same way as the source that it comes from.
 * @throws Unusable if the encoding lacks a character
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
  if (/[^\0-\xff]/.test(text)) throw new Unusable("it is in Latin-1, which lacks a character of the fixed text; convert it to UTF-8 first");
  return Buffer.from(text, "latin1");
}

/** Checks, before a file is fixed, that it could be written back. @throws Unusable if it is packed, not a regular file, or not writable */
export async function assertWritable(path: string, { packing }: DumpSource): Promise<void> {
  if (packing !== undefined) throw new Unusable(`it is packed with ${packing}; unpack it first, or take the fixed text with --stdout`);
  if (!(await stat(path)).isFile()) throw new Unusable("it is not a regular file; take the fixed text with --stdout");
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw new Unusable(`it may not be written (${reasonWord(error)}); change its permissions, or take the fixed text with --stdout`);
  });
}

const OVER_LIMIT = "SIGXFSZ";
const nothing = (): void => undefined;

/**
 * Replaces the contents of a file as a whole or not at all: readers see the old text or the new one. The file keeps its mode and owner,
 * and a symbolic link to it stays a link.
 * @param source what was read from the file
 * @throws Unusable if the file cannot be written, or no longer holds what was read
 */
export async function writeBack(path: string, source: DumpSource, text: string): Promise<void> {
  // Also finds bytes that are not valid in the encoding, which would be lost.
  if (!encode(source.text, source).equals(await readFile(path))) {
    throw new Unusable("it was changed while it was being fixed, or holds bytes that are not text; look at it, and try again");
  }
  const { default: writeFileAtomic } = await import("write-file-atomic");
  // If a file grows over the shell's size limit, the write fails and a signal comes. write-file-atomic would then end the process, unless others listen too.
  process.on(OVER_LIMIT, nothing);
  try {
    const bytes = encode(text, source);
    // On a full disk, write-file-atomic would not notice a partial write, and replace the file with it. So write the bytes here: all of them, or an error.
    await writeFileAtomic(path, "", { tmpfileCreated: (created) => writeFileSync(created, bytes) });
  } catch (error) {
    throw new Unusable(`it cannot be written (${reasonWord(error)}); take the fixed text with --stdout`);
  } finally {
    process.off(OVER_LIMIT, nothing);
  }
}

/** The error's code, such as "EACCES", or else its message. */
function reasonWord(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : showWhole(String(error));
}
