import type { Line } from "./line";
import type { Text } from "./text";

/** The most lines that a line may depend on, above or below it. No value of 4096 bytes takes more lines of 72 columns. */
export const MOST_CONTINUATIONS = 64;

/** The lines before or after a line, the nearest first: no more than it may depend on, since an edit reads only so many again. */
export function* nearest<Place>(text: Text<Place>, line: Line<Place>, step: "previous" | "next"): Generator<Line<Place>> {
  let other = text[step](line);
  for (let left = MOST_CONTINUATIONS; left > 0 && other !== undefined; left -= 1) {
    yield other;
    other = text[step](other);
  }
}
