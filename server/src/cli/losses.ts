import type { Loss } from "../service";
import { nameOf } from "./input";
import type { Terminal } from "./terminal";

/** Nobody reads more lines than this. The rest is counted. */
const MOST_LINES = 20;

/** Prints on stderr what a result lacks of a dump: a line for each loss, in the form of compilers. */
export function printLosses({ stderr }: Pick<Terminal, "stderr">, file: string, losses: readonly Loss[]): void {
  const lines = losses.slice(0, MOST_LINES).map(({ line, message }) => `${nameOf(file)}:${line + 1}: ${message}\n`);
  if (losses.length > MOST_LINES) lines.push(`and ${losses.length - MOST_LINES} more\n`);
  stderr.write(lines.join(""));
}
