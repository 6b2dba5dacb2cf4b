import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";
import { Unusable } from "../exit-code";
import { LARGEST_DUMP, LARGEST_DUMP_NAME } from "./limit";

/**
 * Reads the bytes of a file, a pipe or a device. Files are read synchronously: nothing else waits, and small ones take half the time.
 * @throws Unusable for a directory, and if there are more bytes than a dump may have; errors of the file system are passed on
 */
export async function readBytes(path: string): Promise<Buffer> {
  const file = openSync(path, "r");
  try {
    const facts = fstatSync(file);
    if (facts.size > LARGEST_DUMP) throw tooLarge();
    // The size of a pipe or a device says nothing.
    return facts.isFile() && facts.size > 0 ? readRegular(file, facts.size) : await readAll(createReadStream("", { fd: file, autoClose: false }));
  } finally {
    closeSync(file);
  }
}

/**
 * Reads all bytes of a stream.
 * @throws Unusable for a directory, which Node.js would read as an empty stream, and if there are more bytes than a dump may have
 */
export async function readAll(stream: Readable & { readonly fd?: number }): Promise<Buffer> {
  if (stream.fd !== undefined && fstatSync(stream.fd).isDirectory()) throw directory();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_DUMP) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

/** Reads up to `size` bytes. What was appended after the size was read is left out: a dump that is still being written is incomplete either way. */
function readRegular(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function directory(): Unusable {
  return new Unusable("it is a directory; name a file");
}

function tooLarge(): Unusable {
  return new Unusable(`it has more than ${LARGEST_DUMP_NAME}; cut the capture into several files`);
}
