import { EXIT, Unusable, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/**
 * Works on files one after the other. If one is unusable, says so on stderr and goes on with the next.
 * @param program what errors begin with
 * @param work returns the exit code for a file
 * @returns the highest exit code
 */
export async function eachFile(files: readonly string[], program: string, { stderr }: Pick<Terminal, "stderr">, work: (file: string) => Promise<ExitCode>): Promise<ExitCode> {
  let worst: ExitCode = EXIT.ok;
  for (const file of files) {
    const code = await work(file).catch((error: unknown) => {
      if (!(error instanceof Unusable)) throw error;
      stderr.write(`${program}: ${error.message}\n`);
      return EXIT.unusable;
    });
    if (code > worst) worst = code;
  }
  return worst;
}
