import { readFile } from "node:fs/promises";
import { Unusable } from "./exit-code";

/**
 * Reads a dump.
 * @param path of a file
 * @throws Unusable for a file that is not there or cannot be read
 */
export async function readDump(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unusable(`${path} cannot be read (${reason}): give the path of a file that holds a dump.`);
  }
}
