import type { Text } from "../dump/text";

/**
 * For a dump with more lines, answers about the whole of it would be megabytes for the editor to keep: they get less detailed, or cover
 * the screen only.
 */
export const MOST_LINES_IN_FULL = 20_000;

/** Whether a dump is so long that outlines end at queues, lenses and links are worked out one by one, and only what is on the screen has tokens. */
export function isLong({ lineCount }: Pick<Text<unknown>, "lineCount">): boolean {
  return lineCount > MOST_LINES_IN_FULL;
}
