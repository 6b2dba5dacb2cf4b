import type { Text } from "../dump/text";

/** In a dump with more lines, what concerns all of it would be megabytes for the editor to keep: it is told in less detail, or by the screen. The client knows this number too. */
const MOST_LINES = 20_000;

/** Whether a dump is so long that outlines end at queues, that lenses and links are worked out one by one, and that only what is on the screen has tokens. */
export function isLong({ lineCount }: Pick<Text<unknown>, "lineCount">): boolean {
  return lineCount > MOST_LINES;
}
