import { COLON } from "../dump/characters";
import { damageIn } from "../dump/damage";
import type { LineSyntax } from "../dump/line-syntax";
import type { Entry } from "./node";

/** Whether a line says that the dump does not hold everything around it. */
export function isGap(syntax: LineSyntax): boolean {
  return syntax.kind === "elision" || syntax.kind === "tool-error" || (syntax.kind === "entry" && syntax.value === "unreadable");
}

/** Whether a line is one of those that somebody asked for by name: `path: value`. */
export function isToldByName(line: Entry): boolean {
  const { kind, value, pathEnd } = line.syntax;
  return kind === "entry" && value === "whole" && line.codeAt(pathEnd) === COLON;
}

/** Whether a line that is not a gap itself (`isGap`) shows that other lines of its directory may be missing. */
export function isPartial(line: Entry): boolean {
  if (isToldByName(line)) return true;
  const { syntax } = line;
  const isEntry = syntax.kind === "entry" && syntax.value === "malformed";
  if (syntax.kind !== "malformed" && !isEntry) return false;
  const { text } = line;
  // `path=` at the end of a line: quoted-printable has broken the name.
  if (isEntry && text.endsWith(`${text.slice(syntax.pathStart, syntax.pathEnd)}=`)) return true;
  // Pairs in a sentence say nothing of the lines around it.
  return damageIn({ syntax, text }, true) !== undefined;
}
