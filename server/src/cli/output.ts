import { stat, writeFile } from "node:fs/promises";
import { showWhole } from "../dump/show";
import { messageOf } from "./error-message";
import { Unusable } from "./exit-code";
import type { Terminal } from "./terminal";
import { textForTerminal } from "./terminal-text";

/** Where a result goes. */
export interface Destination {
  /** The path of a file; undefined for standard output. */
  readonly output: string | undefined;
  /** The path of the file that the result was made from, which is never written to. */
  readonly input: string;
  readonly encoding?: "utf8" | "latin1";
}

/**
 * Prints a result, or writes it to the requested file. A terminal gets text that is safe to look at, anything else the bytes of a file.
 * @throws Unusable if the file is the input or cannot be written
 */
export async function writeResult(result: string, { output, input, encoding = "utf8" }: Destination, { stdout }: Pick<Terminal, "stdout">): Promise<void> {
  if (output === undefined) {
    stdout.write(stdout.isTTY ? textForTerminal(result) : Buffer.from(result, encoding));
    return;
  }
  if (await isSameFile(output, input)) throw new Unusable(`${showWhole(output)} is the dump itself: give --output another path.`);
  try {
    await writeFile(output, result, { encoding });
  } catch (error) {
    throw new Unusable(`${showWhole(output)} cannot be written (${showWhole(messageOf(error))}): give --output another path.`);
  }
}

/** Whether two paths lead to the same file, also through links. */
async function isSameFile(left: string, right: string): Promise<boolean> {
  const [one, other] = await Promise.all([left, right].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}
