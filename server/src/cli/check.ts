import { readFile } from "node:fs/promises";
import { createDumpService, type Diagnostic, type VifReport } from "../service";

/** What `check --format json` prints. */
interface CheckResult {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly vifs: readonly VifReport[];
  }[];
}

/** Input that cannot be read; its message is one line with the remedy. */
export class UnreadableInput extends Error {}

/**
 * Checks files.
 * @param paths of dumps in UTF-8
 * @throws UnreadableInput for a file that is not there or cannot be read
 */
export async function check(paths: readonly string[]): Promise<CheckResult> {
  const service = createDumpService();
  const files = [];
  for (const path of paths) {
    const dump = service.open(await read(path));
    files.push({ path, diagnostics: dump.diagnostics(), vifs: dump.vifs() });
  }
  return { files };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableInput(`${path} cannot be read (${reason}): give the path of a file that holds a dump.`);
  }
}
