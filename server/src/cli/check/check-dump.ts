import { showWhole } from "../../dump/show";
import { LEVELS, type Level } from "../../rules/level";
import { createDumpService, readSettings } from "../../service";
import { formatOf, type FormatOptions } from "../formats/index";
import type { LevelCounts } from "./checked-file";

/** What `check` was asked for. Plain values: threads send them to each other. */
export interface CheckOptions extends FormatOptions {
  /** The mildest level that is shown. */
  readonly level: Level;
  /** The mildest level that makes the command fail. */
  readonly failOn: Level | "never";
  /** Where captures were taken that do not tell it. */
  readonly root: string | undefined;
  /** As `readSettings` takes them. */
  readonly settings: { readonly rules: Readonly<Record<string, string>>; readonly forecast: { readonly kernel: string } };
}

/** What became of a dump. Plain values too. */
export interface CheckReport {
  readonly printed: string;
  /** Of what is shown. */
  readonly counts: LevelCounts;
  /** Whether something is at or over the level to fail at, shown or not. */
  readonly fails: boolean;
  /** Parts of the check that broke off: a fault of this program. */
  readonly broken: readonly string[];
}

/**
 * Checks a dump, and prints what was found.
 * @param path as results show it
 */
export async function checkDump(path: string, text: string, options: CheckOptions): Promise<CheckReport> {
  const broken: string[] = [];
  const failed = (what: string, error: unknown): void => {
    broken.push(`${showWhole(path)} was not checked in full: ${what} broke off (${showWhole(String(error))}). Please report it, with the dump.`);
  };
  const dump = createDumpService({ settings: readSettings(options.settings), failed }).open(text, options.root === undefined ? {} : { root: options.root });
  const found = dump.diagnostics();
  const diagnostics = found.filter(({ severity }) => reaches(severity, options.level));
  // Where every rule has looked and found nothing, netback refuses no vif. Which finding was silenced need not be known: working out the forecast is cheap beside the check.
  const isHealthy = found.length === 0 && Object.keys(options.settings.rules).length === 0 && !dump.isSilencedByComments;
  const printed = await formatOf(options).file({ path, diagnostics, isHealthy, vifs: () => dump.outlooks(), lineAt: (number) => dump.text.lineAt(number)?.text ?? "" });
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  const { failOn } = options;
  return { printed, counts, fails: failOn !== "never" && found.some(({ severity }) => reaches(severity, failOn)), broken };
}

function reaches(severity: Level, level: Level): boolean {
  return LEVELS.indexOf(severity) <= LEVELS.indexOf(level);
}
