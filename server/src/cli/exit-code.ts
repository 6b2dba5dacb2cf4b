/** How a command ends. */
export const EXIT = {
  /** All is well. */
  ok: 0,
  /** Something is at or over the level that was asked to fail at. */
  found: 1,
  /** Wrong usage, input that cannot be read, output that cannot be written, or a fault of this program. */
  unusable: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Thrown for what a command cannot work with. The message is one line for stderr, with the remedy. The command ends with 2. */
export class Unusable extends Error {}
