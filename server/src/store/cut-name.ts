import type { Line } from "../dump/line";
import type { LineSyntax } from "../dump/line-syntax";
import { NARROWEST_CUT } from "../dump/read-printed";

const CUT_MARKER_LENGTH = 4;

/** Whether a line holds the place of a node only because it is moved right: nothing of it can be read, and it may be of another text, such as the output of ifconfig below a tree. */
export function isNameless({ kind, value, pathStart, pathEnd }: LineSyntax): boolean {
  return kind === "entry" && value === "malformed" && pathStart === pathEnd;
}

/**
 * Whether the name of a tree line is not to be relied on: nothing of it can be read, or xenstore-ls may have cut it. It does so silently where indentation and name reach the
 * width less 8 columns; the value is then empty, or nothing but a cut marker (`do_ls` in xenstore_client.c).
 */
export function nameMayBeCut(syntax: LineSyntax): boolean {
  if (syntax.form !== "tree" || syntax.kind !== "entry") return false;
  if (isNameless(syntax)) return true;
  const length = syntax.valueEnd - syntax.valueStart;
  if (syntax.value === "cut") return length <= CUT_MARKER_LENGTH;
  return syntax.value === "whole" && length === 0 && syntax.pathEnd - syntax.start >= NARROWEST_CUT;
}

/** A word alone in a line, as long as somebody types the name of a key. */
const WORD = /^[\w@-]+$/;

/** What a name begins with that is not to be relied on; empty where nothing of it can be read. */
export function beginningOfName<Place>(line: Line<Place>): string {
  if (!isNameless(line.syntax)) return line.name;
  const written = line.read.slice(line.syntax.pathStart).trimEnd();
  return WORD.test(written) ? written : "";
}
