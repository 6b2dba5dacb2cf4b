import { MINUS } from "./characters";
import type { Line } from "./line";
import { isClear, plainSyntax, type LineSyntax } from "./line-syntax";
import { isChangedByPatch, unquoted } from "./ornaments";
import { headingPath, isStorePath } from "./store-path";

/** The most lines that a line may depend on, above or below it. No value of 4096 bytes takes more lines of 72 columns. */
export const MOST_CONTINUATIONS = 64;
/** A path or a name alone. */
export const BARE = /^[ \t]*[-\w@/]+$/;
const TREE_LINE = /^[-\w@]+ = "/;
/** A line at the top of a tree, or right below that, which a patch removes; or an item of a list, or a name with a dash: the lines around tell. */
const REMOVED = /^-(?: [-\w@]|[\w@])[-\w@]* = "/;
/** What shows that lines are of a patch: the header of a hunk, an added line, or one that it removes further down in the tree. */
const CHANGED = /^(?:@@ -|\+(?!\+)|-  +[-\w@]+ = ")/;
/** A line of a tree behind a sign, or indented: nothing is before the sign, and no mark before the value. */
const SIGNED = /^[-+ ] *[-\w@]+ = "/;
/** What is left of an empty line: the sign of a patch, or a number with what editors put behind it. */
const EMPTY = /^(?:[-+<]|(\d{1,9}) {0,3}[-:|\u2502]?)$/;

/** What reading by neighbours needs of a text: which line stands next to which. */
export interface Neighbours<Place> {
  previous(line: Line<Place>): Line<Place> | undefined;
  next(line: Line<Place>): Line<Place> | undefined;
}

/**
 * Reads a line that alone is no clear entry by the lines next to it. A path above a line of a tree is a heading, which tells where the tree was taken. Paths one
 * below the other, as `xenstore-list -p` prints them, are entries without a known value. A number is an empty line if it follows the one in front of the line
 * above, as editors show them; and so is the sign of a patch alone, which may also be a word of a wrapped value.
 */
export function readByNeighbours<Place>(text: Neighbours<Place>, line: Line<Place>): void {
  if (readHeading(text, line)) return;
  const { start } = line.syntax;
  const plain = signed(line);
  if (REMOVED.test(plain) && isOfPatch(text, line, plain)) {
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

/** Whether a line is an entry of a tree with a dash before its name, as a patch removes one. */
export function isDashed<Place>(line: Line<Place>): boolean {
  const { kind, form, pathStart } = line.syntax;
  return kind === "entry" && form === "tree" && line.codeAt(pathStart) === MINUS;
}

/** Whether lines further up may tell that a patch removes a line: an edit of these has to read it again. */
export function mayBeRemoved<Place>(line: Line<Place>): boolean {
  return !line.syntax.isPrinted && REMOVED.test(signed(line));
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
function readHeading<Place>(text: Neighbours<Place>, line: Line<Place>): boolean {
  const below = text.next(line);
  if (below?.syntax.kind !== "entry" || below.syntax.form !== "tree" || !isClear(below.syntax)) return false;
  if (!isHeading(line) || isBrokenOff(text.previous(line), line, text.next(below))) return false;
  // Behind a slash, the name may be what a mailer put on the next line. No mailer writes signs before a path.
  if (below.indentation === 0 && /^\/.*\/$/.test(ownContent(line))) return false;
  line.syntax = plainSyntax("prompt", line.syntax.start);
  return true;
}

/** The heading right above a line, if there is one. A line that comes between them makes it a path alone. */
export function headingAbove<Place>(text: Neighbours<Place>, line: Line<Place>): Line<Place> | undefined {
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

/**
 * Whether a key behind a dash may be of a patch: above it, and above others like it, is the header of a hunk, or an entry that is unchanged, added or removed. An
 * item of a list above another one, or a ruler, is none. Right behind the dash, it may be a name, also below an entry that looks unchanged: then what
 * shows a patch has to be further up in the hunk, or right below.
 * @param plain the line as it is `signed`
 */
function isOfPatch<Place>(text: Neighbours<Place>, line: Line<Place>, plain: string): boolean {
  if (plain.startsWith("- ")) {
    const above = beyondRemoved(text, line, "previous");
    return /^[ @]/.test(above) || isChangedByPatch(above);
  }
  return CHANGED.test(beyondRemoved(text, line, "next")) || isInHunk(text, line);
}

/** Whether a line stands in a hunk of a patch, not far below what shows that. */
function isInHunk<Place>(text: Neighbours<Place>, line: Line<Place>): boolean {
  let above = text.previous(line);
  for (let left = MOST_CONTINUATIONS; left > 0 && above !== undefined; left -= 1) {
    const plain = signed(above);
    if (CHANGED.test(plain)) return true;
    if (!/^[- ]/.test(plain)) return false;
    above = text.previous(above);
  }
  return false;
}

/**
 * The line that comes before or after those which a patch may have removed; empty if none does, or none above that is clear. Those below may not be read yet. Above
 * an item, a key right behind its dash is not passed over: it may be the directory. An edit reads only so many of them again.
 */
function beyondRemoved<Place>(text: Neighbours<Place>, line: Line<Place>, step: "previous" | "next"): string {
  const isAbove = step === "previous";
  let other = text[step](line);
  for (let left = MOST_CONTINUATIONS; left > 0 && other !== undefined; left -= 1) {
    if (isAbove && !isClear(other.syntax)) return "";
    const plain = signed(other);
    if (!REMOVED.test(plain) || (isAbove && !plain.startsWith("- "))) return plain;
    other = text[step](other);
  }
  return "";
}

/** A line that begins with its sign, if it is of a patch. Of nearly all lines this is the text: a key behind a dash looks at many. */
function signed<Place>({ text }: Line<Place>): string {
  return SIGNED.test(text) ? text : unquoted(text);
}

function ownContent<Place>({ text, syntax }: Line<Place>): string {
  return text.slice(syntax.start).trim();
}

/** The number that an empty line has in a text with numbers; undefined or NaN if no line above tells. An edit reads only so many lines below it again. */
function nextNumber<Place>(text: Neighbours<Place>, line: Line<Place>): number | undefined {
  let above = text.previous(line);
  for (let by = 1; above !== undefined && by <= MOST_CONTINUATIONS; by += 1) {
    if (!isDecoratedBlank(above)) return Number(/(\d{1,9})\D*$/.exec(above.read.slice(line.syntax.start, above.syntax.start))?.[1]) + by;
    above = text.previous(above);
  }
  return undefined;
}

/** Whether a line is empty but for what another tool has put before it. */
export function isDecoratedBlank<Place>({ syntax }: Line<Place>): boolean {
  return syntax.kind === "blank" && syntax.start > 0;
}

function isListed<Place>(line: Line<Place> | undefined): boolean {
  return line !== undefined && isStorePath(ownContent(line));
}
