import { showWhole } from "../dump/show";
import { Unusable } from "./exit-code";
import { decode, NotText, type Decoded } from "./input/decode";
import { reasonOf } from "./input/io-error";
import { readAll, readBytes } from "./input/read-bytes";
import { unpack, type Packing } from "./input/unpack";
import type { Terminal } from "./terminal";

/** The path that stands for standard input. */
export const STDIN = "-";

/** What messages call the dump at a path; `-` is standard input. */
export function nameOf(path: string): string {
  return path === STDIN ? "standard input" : showWhole(path);
}

/** A dump as it was read, with what is needed to write it back in the same form. */
export interface DumpSource extends Decoded {
  readonly packing: Packing | undefined;
}

/** Thrown for a dump that cannot be read. Name and reason are separate properties, for messages in other words. */
export class UnreadableDump extends Unusable {
  /**
   * @param file the name of the dump as messages show it
   * @param reason what is wrong and what to do, as the end of a sentence
   * @param isBinary whether it is not text, so that it may not be a dump at all
   */
  constructor(readonly file: string, readonly reason: string, readonly isBinary: boolean) {
    super(`${file} cannot be read: ${reason}.`);
  }
}

/**
 * Reads a dump, packed or not, in UTF-8, UTF-16 or Latin-1.
 * @param path of a file; `-` is standard input
 * @throws UnreadableDump if it cannot be read or is not text
 */
export async function readDumpSource(path: string, { stdin }: Pick<Terminal, "stdin">): Promise<DumpSource> {
  return path === STDIN ? read(nameOf(path), () => readAll(stdin)) : readDumpFile(path);
}

/** Reads a dump as `readDumpSource` does, but never standard input: a file may be called `-` too. */
export async function readDumpFile(path: string): Promise<DumpSource> {
  return read(showWhole(path), () => readBytes(path));
}

async function read(name: string, bytesOf: () => Promise<Buffer>): Promise<DumpSource> {
  try {
    const { bytes, packing } = unpack(await bytesOf());
    return { ...decode(bytes), packing };
  } catch (error) {
    throw new UnreadableDump(name, error instanceof Unusable ? error.message : reasonOf(error), error instanceof NotText);
  }
}
