import { LEVELS, type Level } from "../../service";
import type { Summary } from "../checked-file";
import { EXIT } from "../exit-code";

const NAMES: Readonly<Record<Level, readonly [one: string, many: string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  information: ["informational", "informational"],
  hint: ["hint", "hints"],
};

/** "1 file", "3,000 files". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** "3,000". */
export function grouped(count: number): string {
  // Loading the locale data takes as long as checking a small dump.
  return count < 1000 ? String(count) : count.toLocaleString("en-US");
}

/** "3 errors, 1 warning in 2 of 14 files": what was found, in a line. */
export function summaryLine({ counts, paths, filesWithDiagnostics, quietlyUnconnected, printed, failures, exitCode }: Summary): string {
  const found = LEVELS.filter((level) => counts[level] > 0).map((level) => counted(counts[level], ...NAMES[level]));
  const files = counted(paths.length, "file");
  const among = filesWithDiagnostics === paths.length ? files : `${grouped(filesWithDiagnostics)} of ${files}`;
  // A device that waits is no fault, but whoever looks for one should know where it is told.
  const where = paths.length === 1 ? "" : ` in ${grouped(quietlyUnconnected)} of them`;
  const but = quietlyUnconnected === 0 ? "" : `, but not every vif is connected${where}: the command forecast says why`;
  // Above it may stand what netback refuses because of a fault whose rule is off.
  const nothing = printed ? "nothing else" : "nothing";
  const hidden = exitCode === EXIT.found ? "; what --level hides is at or above --fail-on" : "";
  const result = found.length === 0 ? `${nothing} to report in ${files}${but}${hidden}` : `${found.join(", ")} in ${among}`;
  return failures.length === 0 ? result : `${result}; ${counted(failures.length, "failure")}, see stderr`;
}
