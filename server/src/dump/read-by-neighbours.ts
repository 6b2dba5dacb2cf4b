import type { Line } from "./line";
import { isClear, plainSyntax, type LineSyntax } from "./line-syntax";
import { nearest } from "./neighbours";
import { isRemovedAmong, signed } from "./patch";
import { headingPath, isStorePath } from "./store-path";
import type { Text } from "./text";

/** A path or a name alone. */
export const BARE = /^[ \t]*[-\w@/]+$/;
const TREE_LINE = /^[-\w@]+ = "/;
/** What is left of an empty line: the sign of a patch, or a number with what editors put behind it. */
const EMPTY = /^(?:[-+<]|(\d{1,9}) {0,3}[-:|\u2502]?)$/;

/**
 * Reads a line that alone is no clear entry by the lines next to it. A path above a line of a tree is a heading, which tells where the tree was taken. Paths one
 * below the other, as `xenstore-list -p` prints them, are entries without a known value. A number is an empty line if it follows the one in front of the line
 * above, as editors show them; and so is the sign of a patch alone, which may also be a word of a wrapped value.
 */
export function readByNeighbours<Place>(text: Text<Place>, line: Line<Place>): void {
  if (readHeading(text, line)) return;
  const { start } = line.syntax;
  const plain = signed(line);
  if (isRemovedAmong(text, line, plain)) {
    // Behind the sign, since an edit of the line above has to read this one again, as it does prose behind a prefix.
    line.syntax = plainSyntax("comment", start + 1);
    return;
  }
  const content = ownContent(line);
  const pathEnd = line.text.trimEnd().length;
  const [mark, number] = EMPTY.exec(plain.trim()) ?? [];
  if (mark !== undefined && (number === undefined || Number(number) === nextNumber(text, line))) {
    line.syntax = plainSyntax("blank", pathEnd);
    return;
  }
  if (line.syntax.kind === "comment" || !isStorePath(content) || !(isListed(text.previous(line)) || isListed(text.next(line)))) return;
  line.syntax = { ...plainSyntax("malformed", start), kind: "entry", pathStart: pathEnd - content.length, nameStart: line.text.lastIndexOf("/") + 1, pathEnd };
}

/** Whether a line that was read alone may begin an entry that goes on below, be one of several paths or a heading, or be removed by a patch. */
export function mayOpen(syntax: LineSyntax): boolean {
  return syntax.kind === "comment" || isWeak(syntax);
}

/** Whether a line alone is no entry with its value, but may be a part of one, or a path. */
export function isWeak(syntax: LineSyntax): boolean {
  return !isClear(syntax) || (syntax.kind === "entry" && syntax.value === "unreadable");
}

/**
 * Reads a path above a line of a tree as a heading. The tool prints no name below a whole path: somebody listed several directories, each below its path.
 * @returns whether the line is one
 */
function readHeading<Place>(text: Text<Place>, line: Line<Place>): boolean {
  const below = text.next(line);
  if (below?.syntax.kind !== "entry" || below.syntax.form !== "tree" || !isClear(below.syntax)) return false;
  if (!isHeading(line) || isBrokenOff(text.previous(line), line, text.next(below))) return false;
  // Behind a slash, the name may be what a mailer put on the next line. No mailer writes signs before a path.
  if (below.indentation === 0 && /^\/.*\/$/.test(ownContent(line))) return false;
  line.syntax = plainSyntax("prompt", line.syntax.start);
  return true;
}

/** The heading right above a line, if there is one. A line that comes between them makes it a path alone. */
export function headingAbove<Place>(text: Text<Place>, line: Line<Place>): Line<Place> | undefined {
  const above = text.previous(line);
  return above?.syntax.kind === "prompt" && isHeading(above) ? above : undefined;
}

/** Whether a line is a heading, or may be read as one. An entry with its value never is, and most lines that an edit touches are entries: they need no search. */
export function isHeading<Place>(line: Line<Place> | undefined): boolean {
  return line !== undefined && (line.syntax.kind === "prompt" || mayOpen(line.syntax)) && headingPath(ownContent(line)) !== undefined;
}

/**
 * Whether a path without signs is the beginning of an entry that was broken within a name, as some do at hyphens: what follows looks like a line of a tree.
 * @param above the line above the path
 * @param then the line below what follows
 */
function isBrokenOff<Place>(above: Line<Place> | undefined, line: Line<Place>, then: Line<Place> | undefined): boolean {
  const path = ownContent(line);
  if (!BARE.test(path)) return false;
  return path.endsWith("-") || isOfList(then) || (isOfList(above) && (then === undefined || !TREE_LINE.test(ownContent(then))));
}

/** Whether a line begins with a whole path and goes on behind it. */
function isOfList<Place>(line: Line<Place> | undefined): boolean {
  if (line === undefined) return false;
  const content = ownContent(line);
  return content.startsWith("/") && headingPath(content) === undefined;
}

function ownContent<Place>({ text, syntax }: Line<Place>): string {
  return text.slice(syntax.start).trim();
}

/** The number that an empty line has in a text with numbers; undefined or NaN if no line above tells. */
function nextNumber<Place>(text: Text<Place>, line: Line<Place>): number | undefined {
  const above = nearest(text, line, "previous", (other) => !isDecoratedBlank(other));
  if (above === undefined) return undefined;
  return Number(/(\d{1,9})\D*$/.exec(above.read.slice(line.syntax.start, above.syntax.start))?.[1]) + line.number - above.number;
}

/** Whether a line is empty but for what another tool has put before it. */
export function isDecoratedBlank<Place>({ syntax }: Line<Place>): boolean {
  return syntax.kind === "blank" && syntax.start > 0;
}

function isListed<Place>(line: Line<Place> | undefined): boolean {
  return line !== undefined && isStorePath(ownContent(line));
}
