import type { Line } from "./line";
import type { Text } from "./text";

/** The most lines that a line may depend on, above or below it. No value of 4096 bytes takes more lines of 72 columns. */
export const MOST_CONTINUATIONS = 64;

/** The nearest line of some kind before or after a line; undefined if there is none among those that it may depend on: an edit reads only so many again. */
export function nearest<Place>(text: Text<Place>, line: Line<Place>, step: "previous" | "next", isWanted: (other: Line<Place>) => boolean): Line<Place> | undefined {
  let other = text[step](line);
  for (let left = MOST_CONTINUATIONS; left > 0 && other !== undefined; left -= 1) {
    if (isWanted(other)) return other;
    other = text[step](other);
  }
  return undefined;
}
