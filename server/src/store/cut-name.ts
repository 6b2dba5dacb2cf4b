import { CUT_MARKER } from "../dump/cut-marker";
import type { Line } from "../dump/line";
import type { LineSyntax } from "../dump/line-syntax";
import { NARROWEST_CUT } from "../dump/line-width";

/** Whether a line only holds the place of a node, being indented: nothing in it can be read, and it may belong to another text, such as output of ifconfig. */
export function isNameless({ kind, value, pathStart, pathEnd }: LineSyntax): boolean {
  return kind === "entry" && value === "malformed" && pathStart === pathEnd;
}

/**
 * Whether the name of a tree line cannot be relied on: nothing of it can be read, or xenstore-ls may have cut it. It does so silently if indentation and name
 * reach the width less 8 columns; the value is then empty, or nothing but a cut marker (`do_ls` in xenstore_client.c).
 */
export function nameMayBeCut(syntax: LineSyntax): boolean {
  if (syntax.form !== "tree" || syntax.kind !== "entry") return false;
  if (isNameless(syntax)) return true;
  const length = syntax.valueEnd - syntax.valueStart;
  if (syntax.value === "cut") return length <= CUT_MARKER.length;
  return syntax.value === "whole" && length === 0 && syntax.pathEnd - syntax.start >= NARROWEST_CUT;
}

/** A word alone in a line, as while somebody types the name of a key. */
const WORD = /^[\w@-]+$/;

/** The beginning of a name that cannot be relied on; empty if nothing of it can be read. */
export function beginningOfName(line: Line<unknown>): string {
  if (!isNameless(line.syntax)) return line.name;
  const written = line.read.slice(line.syntax.pathStart).trimEnd();
  return WORD.test(written) ? written : "";
}
