// The keystrokes, at the same places of the store in each of its forms.

/** @typedef {import("./documents.mjs").BenchDocument} BenchDocument */
/** @typedef {{ line: number, character: number }} Position */
/** @typedef {{ range: { start: Position, end: Position }, text: string }} Edit */

/** What is typed, and what takes it back. */
/** @typedef {{ edit: Edit, undo: Edit }} Keystroke */

/** @typedef {"value" | "key" | "new line" | "deleted queue"} EditKind */

/** @type {readonly EditKind[]} */
export const EDIT_KINDS = ["value", "key", "new line", "deleted queue"];

/**
 * The keystrokes of one kind.
 * @param {BenchDocument} document
 * @param {EditKind} kind
 * @param {number} count
 * @returns {Keystroke[]} spread evenly over the document
 */
export function keystrokes(document, kind, count) {
  const lines = document.text.split("\n");
  return Array.from({ length: count }, (_, at) => {
    const queue = document.queues[Math.floor(((at + 0.5) * document.queues.length) / count)] ?? 0;
    return keystroke(document.form === "json", lines, queue, kind);
  });
}

/**
 * @param {boolean} json
 * @param {string[]} lines
 * @param {number} queue the number of the line that begins it; its keys follow, and a brace in JSON
 * @param {EditKind} kind
 * @returns {Keystroke}
 */
function keystroke(json, lines, queue, kind) {
  const key = queue + 1;
  const text = lines[key] ?? "";
  switch (kind) {
    case "value":
      return insertion(key, text.lastIndexOf('"'), "0");
    case "key":
      return insertion(key, text.indexOf(json ? '": ' : " = "), "x");
    case "new line": {
      const added = `${text.replace("tx-ring-ref", "extra")}\n`;
      const at = { line: key + 1, character: 0 };
      return { edit: { range: { start: at, end: at }, text: added }, undo: { range: { start: at, end: { line: key + 2, character: 0 } }, text: "" } };
    }
    case "deleted queue": {
      const start = { line: queue, character: 0 };
      const end = { line: queue + (json ? 6 : 5), character: 0 };
      const removed = `${lines.slice(start.line, end.line).join("\n")}\n`;
      return { edit: { range: { start, end }, text: "" }, undo: { range: { start, end: start }, text: removed } };
    }
  }
}

/**
 * @param {number} line
 * @param {number} character
 * @param {string} text
 * @returns {Keystroke}
 */
function insertion(line, character, text) {
  const at = { line, character };
  return { edit: { range: { start: at, end: at }, text }, undo: { range: { start: at, end: { line, character: character + text.length } }, text: "" } };
}
