import { showWhole } from "../../dump/show";
import { LEVELS, readSettings, type Level } from "../../service";
import { analyse } from "../analyse";
import { formatOf, type FormatOptions } from "../formats/index";
import type { LevelCounts } from "../checked-file";

/** The options of `check`. Plain values, since threads send them to each other. */
export interface CheckOptions extends FormatOptions {
  /** The mildest level that is shown. */
  readonly level: Level;
  /** The mildest level that makes the command fail. */
  readonly failOn: Level | "never";
  /** The absolute path where captures were taken, for captures that do not say so themselves. */
  readonly root: string | undefined;
  /** As `readSettings` takes them. */
  readonly settings: { readonly rules: Readonly<Record<string, string>>; readonly forecast: { readonly kernel: string } };
}

/** The result of checking a dump. Plain values too. */
export interface CheckReport {
  readonly printed: string;
  /** Only of the diagnostics that are shown. */
  readonly counts: LevelCounts;
  /** Whether something is at or over the level to fail at, shown or not. */
  readonly fails: boolean;
  /** Whether nothing was printed of it, though some vif is not connected. */
  readonly isQuietlyUnconnected: boolean;
  /** If parts of the check threw, which is a fault of this program: a line for stderr that names them. */
  readonly fault: string | undefined;
}

/**
 * Checks a dump, and prints what was found.
 * @param path as results show it
 * @throws Unusable if the check as a whole throws
 */
export async function checkDump(path: string, text: string, options: CheckOptions): Promise<CheckReport> {
  const { root, failOn } = options;
  const { answer, fault } = await analyse({ name: showWhole(path), text, root, settings: readSettings(options.settings) }, "check", async (dump, isWhole) => {
    const found = dump.diagnostics();
    const diagnostics = found.filter(({ severity }) => reaches(severity, options.level));
    // If every rule has looked and found nothing, netback refuses no vif. If something may have been silenced, the forecast decides, which is cheap.
    const isHealthy = found.length === 0 && isWhole() && Object.keys(options.settings.rules).length === 0 && !dump.isSilencedByComments;
    const printed = await formatOf(options).file({ path, diagnostics, isHealthy, vifs: () => dump.forecasts(), lineAt: (number) => dump.lineText(number) ?? "" });
    return { found, diagnostics, printed, isQuietlyUnconnected: printed === "" && dump.isSomeUnconnected };
  });
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of answer.diagnostics) counts[severity] += 1;
  const { found, printed, isQuietlyUnconnected } = answer;
  return { printed, counts, fails: failOn !== "never" && found.some(({ severity }) => reaches(severity, failOn)), isQuietlyUnconnected, fault };
}

function reaches(severity: Level, level: Level): boolean {
  return LEVELS.indexOf(severity) <= LEVELS.indexOf(level);
}
