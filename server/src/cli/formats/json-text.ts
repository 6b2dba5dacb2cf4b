/** Characters that JSON allows in a string and that a terminal must not see: as in dump/show.ts, without those that JSON escapes itself. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * JSON on one line, in which everything that could move or hide text on a terminal is escaped.
 * @param value made of what JSON knows
 */
export function jsonText(value: object): string {
  return escapeJson(JSON.stringify(value));
}

/** The same JSON, with everything in its strings escaped that could move or hide text on a terminal. */
export function escapeJson(json: string): string {
  return json.replace(UNSAFE, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""),
  );
}
