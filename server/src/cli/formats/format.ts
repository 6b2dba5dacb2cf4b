import type { CheckedFile, Summary } from "../checked-file";

/**
 * Prints what `check` found in one form. Files are printed one by one, in the threads that check them, so that nothing has to be
 * kept. Their texts are then joined in order.
 */
export interface Format {
  /** What comes before all files. */
  readonly begin: () => string;
  /** The text for a file; empty if there is nothing to print. */
  readonly file: (file: CheckedFile) => string | Promise<string>;
  /** What comes between two files that both printed something. */
  readonly between: string;
  /** What comes after all files. */
  readonly end: (summary: Summary) => string;
}
