import type { Position, Range } from "../../server/src/service";

/** Reads a text in which `|` marks where the cursor stands. */
export function withCursor(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf("|");
  if (at < 0) throw new Error(`no cursor in ${marked}`);
  const above = marked.slice(0, at).split("\n");
  return { text: marked.slice(0, at) + marked.slice(at + 1), position: { line: above.length - 1, character: above.at(-1)?.length ?? 0 } };
}

/**
 * Finds a place in a dump.
 * @param marked a line of it, with `|` where the cursor stands
 */
export function placeIn(text: string, marked: string): Position {
  const { text: wanted, position } = withCursor(marked);
  const line = text.split("\n").indexOf(wanted);
  if (line < 0) throw new Error(`no line ${wanted}`);
  return { line, character: position.character };
}

/** A number for a place, larger for one further down. */
export function offset({ line, character }: Position): number {
  return line * 1_000_000 + character;
}

/** Shows a range in its lines: `/local/domain/«1»/name = "web01"`. */
export function showRange(text: string, { start, end }: Range): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = `${lines[last]?.slice(0, end.character)}»${lines[last]?.slice(end.character)}`;
  lines[0] = `${lines[0]?.slice(0, start.character)}«${lines[0]?.slice(start.character)}`;
  return lines.join("\n");
}
