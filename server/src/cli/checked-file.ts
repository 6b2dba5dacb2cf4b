import type { Diagnostic, VifForecast } from "../service";

/** A dump that was checked, as the formats print it. */
export interface CheckedFile {
  /** As it was given or found; for standard input, the name from `--stdin-name`. */
  readonly path: string;
  /** Those that are shown, from the top. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether every rule has looked and none has found anything. Then netback refuses no vif. */
  readonly isHealthy: boolean;
  /** The forecast for each vif. It is worked out at each call, since most formats do not need it. */
  readonly vifs: () => readonly VifForecast[];
  /** The text of a line, from zero, without its end. */
  readonly lineAt: (number: number) => string;
}

/** How many diagnostics of each level were shown. */
export type LevelCounts = Readonly<Record<Diagnostic["severity"], number>>;

/** The results of all files together. */
export interface Summary {
  readonly counts: LevelCounts;
  /** How many of the files had something to show. */
  readonly filesWithDiagnostics: number;
  /** In how many of those without anything to show some vif is not connected. */
  readonly quietlyUnconnected: number;
  /** Whether any file had something printed. */
  readonly printed: boolean;
  /** The messages on stderr about what could not be read or checked. */
  readonly failures: readonly string[];
  /** The paths that were checked, in the order of the results. */
  readonly paths: readonly string[];
  readonly exitCode: number;
}
