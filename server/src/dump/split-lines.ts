/** An end of a line: empty at the end of the text. */
export type EndOfLine = "" | "\n" | "\r\n" | "\r";

const LINE_END = /\r\n|\n|\r/g;

/**
 * Finds every line end that LSP knows: `\n`, `\r\n` and a lone `\r`.
 * @param visit called for each line from the top, at least once: with the offsets where it begins and ends, and its line end, which the last line has none of
 */
export function eachLine(text: string, visit: (start: number, end: number, eol: EndOfLine) => void): void {
  let from = 0;
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      visit(from, at, "\n");
      from = at + 1;
    }
  } else {
    for (const end of text.matchAll(LINE_END)) {
      visit(from, end.index, end[0] as EndOfLine);
      from = end.index + end[0].length;
    }
  }
  visit(from, text.length, "");
}

/** The lines of a text with their ends. */
export function splitLines(text: string): { text: string; eol: EndOfLine }[] {
  const lines: { text: string; eol: EndOfLine }[] = [];
  eachLine(text, (start, end, eol) => lines.push({ text: text.slice(start, end), eol }));
  return lines;
}
