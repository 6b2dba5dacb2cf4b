/** Character codes the readers of a line compare with. */
export const ESCAPE = 27;
export const SPACE = 32;
const TAB = 9;
export const QUOTE = 34;
export const HASH = 35;
export const OPEN = 40;
export const CLOSE = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const ZERO = 48;
export const ONE = 49;
const NINE = 57;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const BACKSLASH = 92;

const NAME_CHARACTERS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz@";

const nameTable = new Uint8Array(128);
for (const character of NAME_CHARACTERS) nameTable[character.charCodeAt(0)] = 1;

/** Whether the code may stand in the name of a node: `[-0-9A-Za-z_@]`, as xenstored checks it. */
export function isNameCharacter(code: number): boolean {
  return code < 128 && nameTable[code] === 1;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
