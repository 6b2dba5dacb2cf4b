/** How a tree that the tool printed differs from the same tree with nothing cut. */
export interface CutComparison {
  /** Lines of the tool that are cut, and otherwise begin like the whole ones. */
  readonly cut: readonly string[];
  /** Lines that differ in another way. */
  readonly other: readonly string[];
}

const CUT_VALUE = /^(.*)\\\.\.\."(?: {2}\(.*\))?$/;
const BARE_NAME = /^( *[^ ]*) = "(?:\\\.\.\.)?"/;
/** Where xenstore-ls cuts a name on a pipe. */
const CUT_NAME_WIDTH = 72;

/** Compares line by line. */
export function compareWithCut(whole: string, printed: string): CutComparison {
  const ours = whole.split("\n");
  const theirs = printed.split("\n");
  const cut: string[] = [];
  const other: string[] = ours.length === theirs.length ? [] : [`${ours.length} lines and ${theirs.length}`];
  for (const [number, line] of theirs.entries()) {
    const mine = ours[number] ?? "";
    if (mine === line) continue;
    const name = BARE_NAME.exec(line)?.[1];
    const shown = CUT_VALUE.exec(line)?.[1];
    const nameIsCut = name?.length === CUT_NAME_WIDTH && mine.startsWith(name);
    if (nameIsCut || (shown !== undefined && mine.startsWith(shown))) cut.push(line);
    else other.push(line);
  }
  return { cut, other };
}
