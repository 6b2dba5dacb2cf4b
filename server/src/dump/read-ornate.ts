import { asPrinted } from "./as-printed";
import { isClear, moved, plainSyntax, type LineSyntax } from "./line-syntax";
import { withoutMarks } from "./marks";
import { isFrame, ornamentBefore, withoutEnd } from "./ornaments";
import { isAddedByPatch, isLaterHunk, isRemovedByPatch, withoutSign } from "./patch";
import { readLine } from "./read-line";
import { readPrefix } from "./read-prefix";
import { wholly, type Kept, type Rewriting } from "./rewriting";

/** A line, read without what other tools put into it. */
export interface OrnateReading {
  readonly syntax: LineSyntax;
  /** The text that the offsets of the syntax count in. */
  readonly text: string;
  /** Where that text stands in the line; undefined if it is the line itself. */
  readonly pieces: readonly Kept[] | undefined;
}

/** How many tools may have put something before a line: line numbers inside a log inside a mail are as deep as it gets. */
const DEEPEST = 4;
/** No tool decorates a longer line. */
const LONGEST = 1 << 16;
/** An empty line that a patch adds or removes; but the sign may also be a word of a wrapped value, which the lines around it tell. */
const SIGN_ALONE = /^[\s>]*[-+<]\s*$/;

/** What xenstore-ls writes as `\x1b`, in values too. */
const ESCAPE_CHARACTER = "\u001B";

/**
 * Whether a line may be decorated, though it reads like this: it is not clear, or has a command to a terminal, or what seems to be prose in a C comment may be an
 * entry in bold, since both begin with a star.
 */
export function mayBeOrnate(syntax: LineSyntax, text: string): boolean {
  if (!isClear(syntax) || text.includes(ESCAPE_CHARACTER)) return true;
  return syntax.kind === "comment" && text.trimEnd().endsWith("*") && text.slice(0, syntax.start).trimEnd().endsWith("*");
}

/**
 * Reads a line that other tools have decorated: behind the numbers of `cat -n`, in the output of grep, in a log, a table or a patch,
 * with colours, tags or the quotes of a word processor. A reading counts only if the line is clear without the decoration.
 * @returns undefined if it is not
 */
export function readOrnate(text: string): OrnateReading | undefined {
  if (text.length > LONGEST || SIGN_ALONE.test(text)) return undefined;
  // A guest may write what looks like a mark: in an entry, it is one only if the line cannot be read with it. No tool prints an escape character.
  const exact = text.includes('"') && !text.includes(ESCAPE_CHARACTER) ? readUnmarked({ text, kept: undefined }) : undefined;
  return exact?.syntax.kind === "entry" ? exact : readUnmarked(withoutMarks(text));
}

function readUnmarked(line: Rewriting): OrnateReading | undefined {
  const { text, kept } = asPrinted({ ...line, text: withoutEnd(line.text) });
  const pieces = kept ?? (text === line.text ? undefined : wholly(text));
  const syntax = readLine(text);
  if (pieces !== undefined && isClear(syntax)) return { syntax, text, pieces };
  const { end: start } = readPrefix(text);
  const rest = text.slice(start);
  if (isLaterHunk(rest)) return { syntax: plainSyntax("elision", start), text, pieces };
  if (isFrame(rest) || (isRemovedByPatch(rest) && isClear(readLine(withoutSign(rest))))) return { syntax: plainSyntax("comment", start), text, pieces };
  if (isAddedByPatch(rest)) return readAdded(text.slice(0, start) + withoutSign(rest), pieces);
  const inner = readBehindOrnaments(text, start);
  return inner && { syntax: inner, text, pieces };
}

function readAdded(text: string, pieces: readonly Kept[] | undefined): OrnateReading | undefined {
  const syntax = readLine(text);
  return isClear(syntax) ? { syntax, text, pieces: pieces ?? wholly(text) } : undefined;
}

/** The first clear reading behind what other tools put before a line, one after the other. */
function readBehindOrnaments(text: string, start: number): LineSyntax | undefined {
  let from = start;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const width = ornamentBefore(text.slice(from));
    if (width === 0) return undefined;
    from += width;
    const inner = readLine(text.slice(from));
    if (isClear(inner)) return moved(inner, from);
  }
  return undefined;
}
