import type { Position } from "../../server/src/service";

/** Reads a text in which `|` marks where the cursor stands. */
export function withCursor(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf("|");
  if (at < 0) throw new Error(`no cursor in ${marked}`);
  const above = marked.slice(0, at).split("\n");
  return { text: marked.slice(0, at) + marked.slice(at + 1), position: { line: above.length - 1, character: above.at(-1)?.length ?? 0 } };
}
