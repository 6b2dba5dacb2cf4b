const LINE_END = /\r\n|\n|\r/g;

/**
 * Splits a text at every line end that LSP knows: `\n`, `\r\n` and a lone `\r`.
 * @param visit is given each line and its end, from the top: at least one, and the last has no end
 */
export function eachLine(text: string, visit: (line: string, eol: string) => void): void {
  let from = 0;
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      visit(text.slice(from, at), "\n");
      from = at + 1;
    }
  } else {
    for (const end of text.matchAll(LINE_END)) {
      visit(text.slice(from, end.index), end[0]);
      from = end.index + end[0].length;
    }
  }
  visit(text.slice(from), "");
}

/** The lines of a text with their ends. */
export function splitLines(text: string): { text: string; eol: string }[] {
  const lines: { text: string; eol: string }[] = [];
  eachLine(text, (line, eol) => lines.push({ text: line, eol }));
  return lines;
}
