import { isClear, moved, plainSyntax, type LineSyntax } from "./line-syntax";
import { isFrame, isLaterHunk, isRemovedByPatch, ornamentBefore, withoutEnd, withoutMarks } from "./ornaments";
import { PLUS } from "./characters";
import { readLine } from "./read-line";
import { readPrefix } from "./read-prefix";
import { asPrinted } from "./as-printed";
import type { Kept, Rewriting } from "./rewriting";

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

/**
 * Reads a line that other tools have decorated: behind the numbers of `cat -n`, in the output of grep, in a log, a table or a patch,
 * with colours, tags or the quotes of a word processor. A reading counts only if the line is clear without the decoration.
 * @returns undefined if it is not
 */
export function readOrnate(text: string): OrnateReading | undefined {
  if (text.length > LONGEST || SIGN_ALONE.test(text)) return undefined;
  // A guest may write what looks like a mark: in an entry, it is one only if the line cannot be read with it. No tool prints an escape character.
  const exact = text.includes('"') && !text.includes("\u001B") ? readUnmarked({ text, kept: undefined }) : undefined;
  return exact?.syntax.kind === "entry" ? exact : readUnmarked(withoutMarks(text));
}

function readUnmarked(line: Rewriting): OrnateReading | undefined {
  const { text: content, kept } = asPrinted({ ...line, text: withoutEnd(line.text) });
  const pieces = kept ?? (content === line.text ? undefined : [{ at: 0, start: 0, length: content.length }]);
  const syntax = readLine(content);
  if (pieces !== undefined && isClear(syntax)) return { syntax, text: content, pieces };
  const quoted = readPrefix(content).end;
  const rest = content.slice(quoted);
  if (isLaterHunk(rest)) return { syntax: plainSyntax("elision", quoted), text: content, pieces };
  if (isFrame(rest)) return { syntax: plainSyntax("comment", quoted), text: content, pieces };
  // A patch may be indented as a whole. No path begins with its signs, but a name in a tree may seem to.
  const indentation = /^[ \t]{1,80}(?=[-+]\/)/.exec(rest)?.[0].length ?? 0;
  if (rest.charCodeAt(indentation) === PLUS) return readAdded(content, quoted + indentation, pieces);
  const changed = rest.slice(indentation);
  if (isRemovedByPatch(changed) && isClear(readLine(` ${changed.slice(1)}`))) return { syntax: plainSyntax("comment", quoted), text: content, pieces };
  let from = quoted;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const width = ornamentBefore(content.slice(from));
    if (width === 0) return undefined;
    from += width;
    const inner = readLine(content.slice(from));
    if (isClear(inner)) return { syntax: moved(inner, from), text: content, pieces };
  }
  return undefined;
}

/** Reads a line that a patch adds. Its `+` becomes a blank, which is what the unchanged lines have in that column. */
function readAdded(content: string, at: number, pieces: readonly Kept[] | undefined): OrnateReading | undefined {
  const text = `${content.slice(0, at)} ${content.slice(at + 1)}`;
  const syntax = readLine(text);
  return isClear(syntax) ? { syntax, text, pieces: pieces ?? [{ at: 0, start: 0, length: text.length }] } : undefined;
}
