import type { TextChange } from "./draft";
import type { LineChange } from "./line-change";

/** The change that undoes an edit. It covers whole lines, because at the edges of the edit line ends may have merged. */
export function undoOf<Place>({ first, rewritten, removed, inserted }: LineChange<Place>): TextChange {
  const end = first + rewritten.length + inserted.length;
  return {
    range: { start: { line: first, character: 0 }, end: { line: end, character: 0 } },
    newText: [...rewritten, ...removed].map(({ text, eol }) => text + eol).join(""),
  };
}
