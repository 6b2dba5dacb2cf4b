import type { TextChange } from "./draft";
import type { LineChange } from "./text";

/** The change that takes an edit back, worked out in whole lines: a line end may have joined another at its edges. */
export function undoOf<Place>({ first, rewritten, removed, inserted }: LineChange<Place>): TextChange {
  const end = first + rewritten.length + inserted.length;
  return {
    range: { start: { line: first, character: 0 }, end: { line: end, character: 0 } },
    newText: [...rewritten, ...removed].map(({ text, eol }) => text + eol).join(""),
  };
}
