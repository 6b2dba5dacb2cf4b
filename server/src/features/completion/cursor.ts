import { isBlank, isNameCharacter, HASH, SLASH } from "../../dump/characters";
import { readPrefix } from "../../dump/read-prefix";
import type { Position, Text } from "../../dump/text";
import type { Entry, StoreNode } from "../../store/node";
import { contentSpan } from "../../store/spans";

/** A cursor in the path of a flat line, or in the name of a tree line. All offsets are UTF-16 code units into the line. */
export interface PathCursor {
  readonly in: "path";
  readonly line: Entry;
  /** Where the prefix of a quoted line ends and its indentation begins. */
  readonly prefixEnd: number;
  /** Where the path or name begins. */
  readonly start: number;
  /** Where the segment with the cursor begins. */
  readonly segmentStart: number;
  readonly at: number;
  /** Where that segment ends. */
  readonly segmentEnd: number;
  /** What follows the segment: another one, the rest of the entry, or nothing yet. */
  readonly next: "segment" | "entry" | "nothing";
}

/** A cursor between the quotes of an entry. */
export interface ValueCursor {
  readonly in: "value";
  readonly line: Entry;
  /** The line of the key that has the value. */
  readonly entry: Entry;
  readonly start: number;
  readonly at: number;
  readonly end: number;
  /** Whether the closing quote is there. */
  readonly isClosed: boolean;
}

/** Finds out what the user is writing. @returns undefined in comments, prompts, permissions and wherever else there is nothing to complete */
export function readCursor(text: Text<StoreNode>, position: Position): PathCursor | ValueCursor | undefined {
  const { character: at } = text.clamp(position);
  const line = text.lineNear(position);
  return readPathCursor(line, at) ?? readValueCursor(line, at);
}

function readPathCursor(line: Entry, at: number): PathCursor | undefined {
  const { text, syntax } = line;
  const { end: prefixEnd, comment } = readPrefix(text);
  let start = prefixEnd;
  while (start < text.length && isBlank(text.charCodeAt(start))) start += 1;
  // On an empty line, what is written next begins at the cursor.
  if (start === text.length && at >= prefixEnd && !comment) start = at;
  if (at < start || text.charCodeAt(start) === HASH) return undefined;
  // In a C comment, words are prose, but a path is still a path.
  if (comment && text.charCodeAt(start) !== SLASH) return undefined;
  if (syntax.kind !== "entry" && syntax.kind !== "malformed" && syntax.kind !== "blank" && syntax.kind !== "comment") return undefined;
  let end = start;
  while (end < text.length && isPathCharacter(text.charCodeAt(end))) end += 1;
  // Before the first slash there is no segment.
  if (at > end || (at === start && text.charCodeAt(at) === SLASH)) return undefined;
  const segmentStart = at === start ? start : Math.max(start, text.lastIndexOf("/", at - 1) + 1);
  const slash = text.indexOf("/", at);
  const segmentEnd = slash < 0 ? end : Math.min(slash, end);
  const next = segmentEnd < end ? "segment" : text.slice(end).trim() === "" ? "nothing" : "entry";
  return { in: "path", line, prefixEnd, start, segmentStart, at, segmentEnd, next };
}

function readValueCursor(line: Entry, at: number): ValueCursor | undefined {
  // The value may stand on the line below its key.
  const entry = line.first;
  if (entry.place === undefined || (entry.syntax.value !== "whole" && entry.syntax.value !== "malformed")) return undefined;
  const isClosed = entry.syntax.value === "whole";
  const { line: first, lastLine = first, start, end } = contentSpan(entry);
  if (first !== line || lastLine !== line) return undefined;
  if (line.text.charAt(start - 1) !== '"' || at < start || at > end) return undefined;
  // Without a closing quote it is not known where the value ends, so nothing behind the cursor is replaced.
  return { in: "value", line, entry, start, at, end: isClosed ? end : at, isClosed };
}

function isPathCharacter(code: number): boolean {
  return code === SLASH || isNameCharacter(code);
}
