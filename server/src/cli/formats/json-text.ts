/** Characters that JSON allows in a string but a terminal must not get: those of dump/show.ts, without those that JSON escapes itself. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Writes JSON on one line, and escapes everything that could move or hide text on a terminal.
 * @param value made only of what JSON knows
 */
export function jsonText(value: object): string {
  return escapeJson(JSON.stringify(value));
}

/** Escapes everything in the strings of a JSON text that could move or hide text on a terminal. The JSON means the same. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""),
  );
}
