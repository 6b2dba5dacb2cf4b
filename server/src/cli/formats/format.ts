import type { CheckedFile, Summary } from "../check/checked-file";

/**
 * Prints what `check` found in one form. Files are printed one by one, in threads of their own, so that nothing has to be
 * kept; what they give is put together in order.
 */
export interface Format {
  /** What comes before all files. */
  readonly begin: () => string;
  /** A file; empty where there is nothing to print. */
  readonly file: (file: CheckedFile) => string | Promise<string>;
  /** What stands between two files that both printed something. */
  readonly between: string;
  /** What comes after all files. */
  readonly end: (summary: Summary) => string;
}
