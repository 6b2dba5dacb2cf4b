/** Compares texts by their character codes, for `toSorted`. The order does not depend on the language of the user. */
export function byCharacters(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
