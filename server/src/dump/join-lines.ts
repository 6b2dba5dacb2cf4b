import { HASH } from "./characters";
import type { Line, Piece } from "./line";
import { asBefore, type RewrittenLine } from "./line-change";
import { isClear, plainSyntax, type LineSyntax } from "./line-syntax";
import { MOST_CONTINUATIONS } from "./neighbours";
import { isDashed, mayBeRemoved } from "./patch";
import { BARE, isDecoratedBlank, isHeading, isWeak, mayOpen, readByNeighbours } from "./read-by-neighbours";
import { readLine } from "./read-line";
import type { Text } from "./text";

/** The longest text to put together, in characters: no value with its path is longer. */
const LONGEST = 1 << 15;
/** A path or a name before its equals sign. */
const ASSIGNING = /^[ \t]*[-\w@/]+ ?=$/;
/** The end of a value: its quote, permissions perhaps. */
const CLOSES = /"[ .]{0,100}(?:\([^()"]{1,4096}\))?$/;

/**
 * Joins the lines of entries that a mailer has wrapped at their blanks: `path =` with the `"value"` below, `path` with `= "value"`, a value that goes
 * on in the next lines, permissions on a line of their own. Lines are joined if the first one alone is not an entry and together they are a clear one.
 * A line that is not joined is read by those next to it (`readByNeighbours`).
 * @param lines the lines that `mayBeJoined`, from the top, each read alone and not joined yet
 */
export function joinLines<Place>(text: Text<Place>, lines: Iterable<Line<Place>>): void {
  for (const line of lines) {
    if (line.head !== undefined) continue;
    if (line.syntax.kind === "permissions") joinPermissions(text.previous(line)?.first, line);
    else if (!joinValue(text, line)) readByNeighbours(text, line);
  }
}

/** Whether a line that was read alone may belong to the one above, may begin an entry that goes on below, or may be read by its neighbours. */
export function mayBeJoined<Place>(line: Line<Place>): boolean {
  return line.syntax.kind === "permissions" || mayOpen(line.syntax) || isDashed(line);
}

/**
 * Joins lines again around those that an edit touched.
 * @param start the number of the first line that was touched
 * @param end the number of the line after the last one
 * @returns the lines outside that now read differently, as they were before
 */
export function joinAround<Place>(text: Text<Place>, start: number, end: number): RewrittenLine<Place>[] {
  const first = firstAround(text, start);
  const last = lastAround(text, end);
  if (first === start && last === end && !someOpen(text, start, end)) return [];
  const lines: Line<Place>[] = [];
  const around: { readonly before: RewrittenLine<Place>; readonly pieces: readonly Piece<Place>[] }[] = [];
  for (let number = first; number < last; number += 1) {
    const line = text.lineAt(number) as Line<Place>;
    lines.push(line);
    if (number >= start && number < end) continue;
    around.push({ before: asBefore(line), pieces: line.statement?.pieces ?? [] });
    line.readAlone();
  }
  joinLines(text, lines.filter((line) => mayBeJoined(line)));
  return around.filter((one) => readsDifferently(one.before, one.pieces)).map(({ before }) => before);
}

/** The number of the first line that may be read together with one that an edit touched. */
function firstAround<Place>(text: Text<Place>, start: number): number {
  let first = start;
  while (start - first < MOST_CONTINUATIONS && isOpen(text.lineAt(first - 1))) first -= 1;
  if (isOpen(text.lineAt(start)) || first < start) first = Math.max(0, first - 1);
  // The second line below a heading may tell that it is none.
  if (isHeading(text.lineAt(start - 2))) first = Math.min(first, start - 2);
  // A line above the change may continue an entry that begins further up: start there.
  const head = first < start ? text.lineAt(first)?.head : undefined;
  return head?.number ?? first;
}

/** The number of the line below the last one that may be read together with one that an edit touched. @param end that of the line below these */
function lastAround<Place>(text: Text<Place>, end: number): number {
  let last = endOfOpen(text, end, end);
  for (let number = last; number < end + MOST_CONTINUATIONS; number += 1) {
    const below = text.lineAt(number);
    if (below !== undefined && mayBeRemoved(below)) number = last = endOfOpen(text, number + 1, end);
  }
  return last;
}

function readsDifferently<Place>({ line, read, syntax }: RewrittenLine<Place>, pieces: readonly Piece<Place>[]): boolean {
  return read !== line.read || !alike(syntax, line.syntax) || !samePieces(pieces, line.statement?.pieces ?? []);
}

/** The number of the first line, from a number on, that is not read with those above it. An edit that ends at `end` reads only so many lines again. */
function endOfOpen<Place>(text: Text<Place>, from: number, end: number): number {
  let last = from;
  while (text.lineAt(last)?.head !== undefined || (last - end < 2 * MOST_CONTINUATIONS && isOpen(text.lineAt(last)))) last += 1;
  return last;
}

/** Whether a line may be read together with others. */
function isOpen<Place>(line: Line<Place> | undefined): boolean {
  if (line === undefined) return false;
  const { syntax } = line;
  return line.head !== undefined || isWeak(syntax) || syntax.kind === "permissions" || isDecoratedBlank(line) || hasContinuations(line) || isCommentProse(line) || isHeading(line) || isDashed(line);
}

function someOpen<Place>(text: Text<Place>, start: number, end: number): boolean {
  for (let number = start; number < end; number += 1) if (isOpen(text.lineAt(number))) return true;
  return false;
}

function hasContinuations<Place>({ statement }: Line<Place>): boolean {
  return statement !== undefined && statement.continuations.length > 0;
}

function alike(left: LineSyntax, right: LineSyntax): boolean {
  return left.kind === right.kind && left.value === right.value && left.permissionsEnd === right.permissionsEnd && left.pathEnd === right.pathEnd;
}

function samePieces<Place>(left: readonly Piece<Place>[], right: readonly Piece<Place>[]): boolean {
  return left.length === right.length && left.every(({ line, start }, at) => line === right[at]?.line && start === right[at].start);
}

/** Whether a line is prose in a C comment. A piece of a wrapped entry looks the same there. */
function isCommentProse<Place>({ syntax, text }: Line<Place>): boolean {
  return syntax.kind === "comment" && syntax.start > 0 && text.charCodeAt(syntax.start) !== HASH;
}

/** What a line may add to the one above it; undefined if it has a meaning of its own. */
function fragment<Place>(line: Line<Place> | undefined): string | undefined {
  if (line === undefined || line.head !== undefined || hasContinuations(line)) return undefined;
  const { kind, pathStart, pathEnd, start } = line.syntax;
  const isFragment = (!isClear(line.syntax) && (kind !== "entry" || pathStart === pathEnd)) || isCommentProse(line);
  return isFragment ? line.read.slice(start).trim() : undefined;
}

/**
 * Joins a line with those below it, if together they are an entry.
 * @returns whether they are
 */
function joinValue<Place>(text: Text<Place>, line: Line<Place>): boolean {
  const { syntax } = line;
  if (syntax.kind === "comment" && !isCommentProse(line)) return false;
  let joined = line.read.trimEnd();
  let reached = reachedIn(joined, syntax);
  if (reached === undefined) return false;
  const pieces = ownPieces(line, joined.length);
  const continuations: Line<Place>[] = [];
  for (let below = text.next(line); continuations.length < MOST_CONTINUATIONS; below = text.next(below)) {
    const part = fragment(below);
    if (below === undefined || part === undefined || part === "" || joined.length + part.length > LONGEST) return false;
    if (reached === "path" ? !part.startsWith("=") : reached === "sign" && !part.startsWith('"')) return false;
    pieces.push(...piecesOf(below, part, joined.length + 1));
    continuations.push(below);
    joined += ` ${part}`;
    const quotes = part.split('"').length - 1;
    if (CLOSES.test(part) && !(part === '"' && reached === "sign")) {
      const read = readLine(joined);
      // If the line that ends a value holds another quote, nobody can tell which of the two is its end.
      if (read.kind !== "entry" || !isClear(read) || (reached === "value" && quotes > 1)) return false;
      join(line, joined, read, pieces, continuations);
      return true;
    }
    if (reached === "path" && part === "=") reached = "sign";
    else if (quotes === (reached === "value" ? 0 : 1)) reached = "value";
    else return false;
  }
  return false;
}

/** How far the beginning of an entry goes that alone is none; undefined if it is no such beginning. */
function reachedIn(content: string, { kind, start, valueStart }: LineSyntax): "path" | "sign" | "value" | undefined {
  const own = content.slice(start);
  if (BARE.test(own)) return "path";
  if (ASSIGNING.test(own)) return "sign";
  return kind === "entry" && valueStart > 0 && !content.slice(valueStart).includes('"') && !content.endsWith("/") ? "value" : undefined;
}

function joinPermissions<Place>(entry: Line<Place> | undefined, line: Line<Place>): void {
  // Permissions below an unreadable node were not wrapped: the tool prints them there.
  if (entry?.syntax.kind !== "entry" || entry.syntax.permissionsEnd > 0 || entry.syntax.value === "unreadable" || !isClear(entry.syntax)) return;
  const content = entry.read.trimEnd();
  const part = line.read.slice(line.syntax.start).trim();
  const open = content.length + 1 + part.lastIndexOf("(");
  const syntax = { ...entry.syntax, permissionsStart: open, permissionsEnd: content.length + 1 + part.length };
  const pieces = [...ownPieces(entry, content.length), ...piecesOf(line, part, content.length + 1)];
  join(entry, `${content} ${part}`, syntax, pieces, [...(entry.statement?.continuations ?? []), line]);
}

function join<Place>(line: Line<Place>, read: string, syntax: LineSyntax, pieces: readonly Piece<Place>[], continuations: readonly Line<Place>[]): void {
  line.syntax = { ...syntax, isPrinted: false };
  line.statement = { text: read, pieces, continuations };
  for (const below of continuations) {
    below.head = line;
    if (below.syntax.kind !== "permissions") below.syntax = plainSyntax("continuation", below.syntax.start);
  }
}

function ownPieces<Place>(line: Line<Place>, length: number): Piece<Place>[] {
  return line.statement === undefined ? [{ line, at: 0, start: 0, length }] : [...line.statement.pieces];
}

/** Where the part that a line adds stands in that line. */
function piecesOf<Place>(line: Line<Place>, part: string, at: number): Piece<Place>[] {
  const start = line.read.indexOf(part, line.syntax.start);
  return [{ line, at, start, length: part.length }];
}
