import type { Line } from "../dump/line";
import type { Range, Text } from "../dump/text";

/**
 * The lines that a range touches, from the top. A line is not included if the range ends at its very start.
 * @param range the whole text if not given
 */
export function* linesIn<Place>(text: Text<Place>, range?: Range): Generator<Line<Place>> {
  if (range === undefined) return yield* text.lines();
  const start = text.clamp(range.start).line;
  const end = text.clamp(range.end);
  const last = end.character === 0 && end.line > start ? end.line - 1 : end.line;
  let number = start;
  for (const line of text.lines(text.lineAt(start))) {
    if (number > last) return;
    yield line;
    number += 1;
  }
}
