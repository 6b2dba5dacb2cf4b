const LINE_END = /\r\n|\n|\r/g;

/**
 * Splits a text at every line end that LSP knows: `\n`, `\r\n` and a lone `\r`.
 * @returns at least one line; the last has no end
 */
export function splitLines(text: string): { text: string; eol: string }[] {
  const lines: { text: string; eol: string }[] = [];
  let from = 0;
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      lines.push({ text: text.slice(from, at), eol: "\n" });
      from = at + 1;
    }
  } else {
    for (const end of text.matchAll(LINE_END)) {
      lines.push({ text: text.slice(from, end.index), eol: end[0] });
      from = end.index + end[0].length;
    }
  }
  lines.push({ text: text.slice(from), eol: "" });
  return lines;
}
