/** How many bytes a dump may have, unpacked: about two million lines. A larger one could use up the memory of the machine. */
export const LARGEST_DUMP = 128 * 1024 * 1024;

/** "128 MB", for messages. */
export const LARGEST_DUMP_NAME = `${LARGEST_DUMP / 1024 / 1024} MB`;

/** How many lines a packed dump may have. Each takes memory, however short it is: 60 kB of gzip can hold 30 million. */
const MOST_LINES = 2_000_000;

/** The same, for messages. */
export const MOST_LINES_NAME = "two million lines";

/** Whether a packed dump has more lines than it may have. */
export function hasTooManyLines(bytes: Buffer): boolean {
  let lines = 0;
  for (let at = 0; at < bytes.length && lines <= MOST_LINES; at += 1) {
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) lines += 1;
  }
  return lines > MOST_LINES;
}
