import type { Diagnostic, VifOutlook } from "../../service";

/** A dump that was checked, as the formats print it. */
export interface CheckedFile {
  /** As it was given or found; what `--stdin-name` says for standard input. */
  readonly path: string;
  /** Those that are shown, from the top. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether every rule looked, and none found anything: netback refuses no vif then. */
  readonly isHealthy: boolean;
  /** What becomes of the vifs; worked out at each call, since most formats do not say it. */
  readonly vifs: () => readonly VifOutlook[];
  /** The text of a line, from zero, without its end. */
  readonly lineAt: (number: number) => string;
}

/** How many diagnostics of each level were shown. */
export type LevelCounts = Readonly<Record<Diagnostic["severity"], number>>;

/** What all files gave together. */
export interface Summary {
  readonly counts: LevelCounts;
  /** Files that were checked, and those among them with something to show. */
  readonly files: number;
  readonly filesWithDiagnostics: number;
  /** Whether any file had something printed. */
  readonly printed: boolean;
  /** What could not be read or checked, as it was told on stderr. */
  readonly failures: readonly string[];
  /** The paths that were checked, in the order of the results. */
  readonly paths: readonly string[];
  readonly exitCode: number;
}
