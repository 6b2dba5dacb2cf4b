/** The column up to which xenstore-ls prints dots before the permissions of a tree line. */
const PERMISSIONS_COLUMN = 60;

/**
 * What xenstore-ls prints between a value and its permissions in tree form: a blank, dots at odd columns, two blanks.
 * @param width the length of the line up to and including the closing quote
 */
export function leaderTo(width: number): string {
  let leader = " ";
  for (let column = width + 1; column < PERMISSIONS_COLUMN; column += 1) leader += column % 2 === 1 ? "." : " ";
  return `${leader}  `;
}
