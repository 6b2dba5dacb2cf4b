import { CUT_MARKER } from "../../dump/cut-marker";
import { Block, Line } from "../../dump/line";
import type { Form } from "../../dump/line-syntax";
import { writeLine, type LineContent } from "../../dump/write-line";
import type { OutlinedLine } from "./outline";

/** How nodes are written. */
export interface NodeStyle {
  readonly form: Form;
  /** Keep the permissions of the dump. */
  readonly permissions: boolean;
}

/** The lines of one node. */
export interface WrittenNode {
  readonly lines: readonly string[];
  /** The value is read back as it was meant. */
  readonly readsBack: boolean;
}

/** The marker with or without its backslash, and before it half an escape if the tool cut one in two. The lookbehind tries each run of those once. */
const ANY_CUT_MARKER = /(?<!\\)\\*\.\.\.$/;

/**
 * Writes a node as xenstore-ls does: comments and gaps above it, its line, and a second one where the value is unreadable.
 * A value is never cut to a width.
 * @param place the path in flat form; the blanks and the name in tree form
 * @returns undefined if the line would not be read back as that of the same node: it could move other nodes to another place
 */
export function writeNode(held: OutlinedLine, place: string, { form, permissions }: NodeStyle): WrittenNode | undefined {
  const { syntax, value } = held.entry;
  const shown = permissions ? held.permissions : "";
  if (syntax.value === "unreadable" || syntax.value === "malformed") return writeUnknown(held, place, shown);
  const cut = syntax.value === "cut";
  const asIs = { form, place, value, cut, permissions: shown };
  let line = readBack(writeLine(asIs));
  let readsBack = says(line, asIs);
  if (cut && !readsBack) {
    // In a line of another width, only a marker with its own backslash shows that the value was cut.
    const marked = { ...asIs, value: withoutCutMarker(value) + CUT_MARKER };
    line = readBack(writeLine(marked));
    readsBack = says(line, marked);
  }
  return isAt(place, line) ? { lines: [...held.above, line.read], readsBack } : undefined;
}

/** The value of a node without its cut marker. */
export function withoutCutMarker(value: string): string {
  return value.replace(ANY_CUT_MARKER, "");
}

/** Writes a node without a readable value. The text behind its name stays, since somebody may still make sense of it. */
function writeUnknown({ entry, above }: OutlinedLine, place: string, shown: string): WrittenNode | undefined {
  const { syntax, read } = entry;
  const hasPermissions = syntax.permissionsEnd > 0;
  const rest = read.slice(syntax.pathEnd, hasPermissions ? syntax.permissionsStart : read.length).trimEnd();
  const written = readBack(place + rest);
  if (!isAt(place, written)) return undefined;
  const line = written.read;
  const readsBack = written.syntax.value === syntax.value;
  // The tool ends the line behind the colon, and prints permissions on the next one.
  if (rest === ":") return { lines: [...above, line, shown === "" ? "" : `  ${shown}`], readsBack };
  return { lines: [...above, hasPermissions && shown !== "" ? `${line}   ${shown}` : line], readsBack };
}

/** The block of a line that stands in no text. */
const NO_TEXT = new Block<never>();

/** Reads a line as any text is read: other blanks around the sign are read behind a path, for instance, though not behind a name alone. */
function readBack(text: string): Line<never> {
  return new Line(text, 0, text.length, "", NO_TEXT);
}

/** Writes a directory that has no line in the dump; undefined if no line can hold its name. */
export function writeDirectory(place: string): string | undefined {
  const line = readBack(writeLine({ form: "tree", place, value: "", permissions: "" }));
  return isAt(place, line) ? line.read : undefined;
}

/** Whether a line is read back as that of the node at `place`. */
function isAt(place: string, { read, syntax: { kind, start, pathEnd } }: Line<never>): boolean {
  return kind === "entry" && read.slice(start, pathEnd) === place;
}

/** Whether the value and the permissions of a line are read back as they were meant. */
function says(line: Line<never>, { value, cut = false, permissions }: LineContent): boolean {
  return line.syntax.value === (cut ? "cut" : "whole") && line.value === value && line.permissions === permissions;
}
