import { MINUS } from "./characters";
import type { Line } from "./line";
import { isClear } from "./line-syntax";
import { withoutMarks } from "./marks";
import { nearest } from "./neighbours";
import { readPrefix } from "./read-prefix";
import type { Text } from "./text";

/** The header of a hunk, with the number of the line in the new text that it begins at. */
const HUNK = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})/;
/** `12,13c12`: what diff without -u prints before the lines of a change. It shows no lines around them. */
const CHANGE = /^\d{1,9}(?:,\d{1,9})?[acd]\d{1,9}(?:,\d{1,9})?$/;
/** A line at the top of a tree, or right below that, which a patch removes; or an item of a list, or a name with a dash: the lines around tell. */
const REMOVED = /^-(?: [-\w@]|[\w@])[-\w@]* = "/;
/** Such a line with a blank behind its dash. */
const ITEM = /^- [-\w@]+ = "/;
/** What shows that lines are of a patch: the header of a hunk, an added line, or one that it removes further down in the tree. */
const CHANGED = /^(?:@@ -|\+(?!\+)|-  +[-\w@]+ = ")/;
/** A line of a tree behind a sign, or indented: nothing is before the sign, and no mark before the value. */
const SIGNED = /^[-+ ] *[-\w@]+ = "/;

/** Whether a line begins a hunk of a patch that leaves out lines above it. Only a hunk that begins with the first line does not. */
export function isLaterHunk(text: string): boolean {
  return Number(HUNK.exec(text)?.[1] ?? 0) > 1 || CHANGE.test(text.trimEnd());
}

/** A line without marks, and without the prefix of a mail or a comment: a line of a patch begins with its sign there. */
export function unquoted(text: string): string {
  const plain = withoutMarks(text).text;
  return plain.slice(readPrefix(plain).end);
}

/** The line as it is `unquoted`. Of nearly all lines of a patch this is the text, which takes less to see: a key behind a dash looks at many. */
export function signed<Place>({ text }: Line<Place>): string {
  return SIGNED.test(text) ? text : unquoted(text);
}

/** Whether a patch adds or removes a line, which is `unquoted`. A ruler, or the name of a file above a hunk, begins with more such signs. */
export function isChangedByPatch(plain: string): boolean {
  return /^[-+](?![-+])/.test(plain);
}

/** Whether a patch adds a line, perhaps being indented as a whole. No path begins with its signs, but a name in a tree may seem to. */
export function isAddedByPatch(text: string): boolean {
  return /^(?:[ \t]{1,80}(?=\+\/))?\+/.test(text);
}

/** Whether a line shows alone that a patch removes it. An item of a list has one blank behind its dash; and no name begins with `<`, the sign of diff without -u. */
export function isRemovedByPatch(text: string): boolean {
  return /^(?:[ \t]{0,80}-\/|-(?: {2}|#|$)|< )/.test(text);
}

/** A line of a patch with a blank in the place of its sign, which is what unchanged lines have there. */
export function withoutSign(text: string): string {
  const sign = text.length - text.trimStart().length;
  return `${text.slice(0, sign)} ${text.slice(sign + 1)}`;
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

/**
 * Whether the lines around show that a patch removes a key behind a dash. Otherwise it is an item of a list, or has a name with a dash.
 * @param plain the line as it is `signed`
 */
export function isRemovedAmong<Place>(text: Text<Place>, line: Line<Place>, plain: string): boolean {
  if (!REMOVED.test(plain)) return false;
  return plain.startsWith("- ") ? isBelowPatch(text, line) : isAboveChange(text, line) || isInHunk(text, line);
}

/** Whether above a line, and above others with a blank behind their dash, is the header of a hunk, or an entry that is unchanged, added or removed. */
function isBelowPatch<Place>(text: Text<Place>, line: Line<Place>): boolean {
  // A key right behind its dash may be the directory of these.
  const above = nearest(text, line, "previous", (other) => !isClear(other.syntax) || !ITEM.test(signed(other)));
  if (above === undefined || !isClear(above.syntax)) return false;
  const plain = signed(above);
  return /^[ @]/.test(plain) || isChangedByPatch(plain);
}

/** Whether below a line, and below others like it, is what shows a patch. These lines may not be read yet. */
function isAboveChange<Place>(text: Text<Place>, line: Line<Place>): boolean {
  // What is like that as it stands need not be looked at without its quotation.
  const below = nearest(text, line, "next", (other) => !REMOVED.test(other.text) && !REMOVED.test(signed(other)));
  return below !== undefined && CHANGED.test(signed(below));
}

/** Whether further up in the hunk is what shows a patch. An entry that looks unchanged does not, since a name may begin with a dash. */
function isInHunk<Place>(text: Text<Place>, line: Line<Place>): boolean {
  const above = nearest(text, line, "previous", (other) => {
    const plain = signed(other);
    return CHANGED.test(plain) || !/^[- ]/.test(plain);
  });
  return above !== undefined && CHANGED.test(signed(above));
}
