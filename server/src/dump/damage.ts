import type { LineSyntax } from "./line-syntax";
import { withoutMarks } from "./marks";

/** What was done to a whole text on its way here, so that its lines can no longer be told apart. */
export type Damage =
  /** A mail's encoding: `=3D` for `=`, lines broken at any place with `=` at their end. */
  | "quoted-printable"
  /** A web page's text: the ends of lines are gone. */
  | "flattened";

/** So many pairs on a line cannot be one value with quotes in it. */
const FEWEST_PAIRS = 3;
/** A pair, behind the blanks and tags of a page. Repetition is bounded: it takes memory for each time, and a line may have millions of tags. */
const PAIR = /[ \t]*(?:<[^<>]{1,100}>[ \t]*){0,100}[-\w@/]{1,3072} ?= ?"[^"]*"(?:[ .]{0,100}\([nrwb\d,-]{2,400}\))?/y;
const ENCODED_SIGN = /^[ \t]*[-\w@/]+ ?=3D(?=[ "]|$)/;

/** The end of a pair that began on the line above. */
const REST = /^(?:= ?)?"[^"]*"/;
/** The beginning of a sentence. What has no blanks around its sign may be the attributes of a tag. */
const WORDS = /^[^"=]*[ \t](?=[-\w@/]+ = ")/;

/** Whether a text is several pairs `name = "value"` in a row, or a sentence with such pairs, unless it must be `wholly` so. Takes time linear in its length. */
export function isFlattened(text: string, wholly = false): boolean {
  PAIR.lastIndex = (REST.exec(text) ?? (wholly ? undefined : WORDS.exec(text)))?.[0].length ?? 0;
  for (let pairs = 1; PAIR.test(text); pairs += 1) if (pairs === FEWEST_PAIRS) return true;
  return false;
}

/** Tells from a line that cannot be read what was done to its text, or `wholly` to it; undefined if the line does not show it. */
export function damageIn({ text, syntax }: { readonly text: string; readonly syntax: LineSyntax }, wholly?: boolean): Damage | undefined {
  // What no pair can be in is not searched for marks, of which a line may have millions.
  if (!text.includes("=")) return undefined;
  const content = text.slice(syntax.start);
  if (ENCODED_SIGN.test(content)) return "quoted-printable";
  return isFlattened(withoutMarks(content).text, wholly) ? "flattened" : undefined;
}
