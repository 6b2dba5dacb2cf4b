import { pathFault } from "../../dump/path";
import { show } from "../../dump/show";
import { nameMayBeCut } from "../../store/cut-name";
import type { OutlinedLine } from "./outline";
import type { WrittenNode } from "./write-node";

/** What the dump does not tell of a node, in a sentence; undefined where it tells all. */
export function lossOf({ entry }: OutlinedLine, path: string): string | undefined {
  const { syntax } = entry;
  const name = show(path);
  if (nameMayBeCut(syntax)) return `The name may be cut by the tool that wrote the dump: ${name}. xenstore-ls -f on a pipe prints it whole.`;
  if (syntax.value === "cut") return `The value of ${name} was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole.`;
  if (syntax.value === "unreadable") return `The dump has no value for ${name}.`;
  if (syntax.value === "malformed") return `The value of ${name} cannot be read; it stays as it is written.`;
  return pathFault(path) === undefined ? undefined : `xenstored refuses the path ${name}; it stays as it is written.`;
}

/** The same of a node that was written; also what is read in another way than it was meant. */
export function lossOfWritten(held: OutlinedLine, path: string, { readsBack }: WrittenNode): string | undefined {
  return lossOf(held, path) ?? (readsBack ? undefined : `The value of ${show(path)} is read as a cut one in a line of this length, and is whole.`);
}

/** Why a node is not in the new form. */
export function leftOut({ entry }: OutlinedLine): string {
  return `No line of this form can hold this node, since its name or one above it is not to be read. It is left out: ${show(entry.read.trim())}`;
}
