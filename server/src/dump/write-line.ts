import { leaderTo } from "./leader";
import type { Form } from "./line-syntax";

/** What a line of a dump says. */
export interface LineContent {
  readonly form: Form;
  /** The path in flat form; the blanks and the name in tree form. */
  readonly place: string;
  /** With the escapes of xenstore-ls, and its cut marker if it is cut. */
  readonly value: string;
  readonly cut?: boolean;
  /** `(n0,r1)`, or empty. */
  readonly permissions: string;
}

/** Writes a line of a dump as xenstore-ls prints it, without its end. */
export function writeLine({ form, place, value, cut = false, permissions }: LineContent): string {
  const entry = `${place} = "${value}"`;
  if (permissions === "") return entry;
  // A cut value ends behind the column that the dots lead to, so there are none.
  if (cut) return `${entry}  ${permissions}`;
  return entry + (form === "flat" ? "   " : leaderTo(entry.length)) + permissions;
}
