/** Orders texts by their characters, the same in every language of the user: for `toSorted`. */
export function byCharacters(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
