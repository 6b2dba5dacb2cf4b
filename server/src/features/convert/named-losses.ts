import { pathFault } from "../../dump/path";
import { show } from "../../dump/show";
import { t } from "../../l10n";
import { nameMayBeCut } from "../../store/cut-name";
import type { UnsaidLoss } from "./loss";
import type { OutlinedLine } from "./outline";
import type { WrittenNode } from "./write-node";

/** What the dump does not tell about a node, in a sentence; undefined if it tells everything. */
export function lossOf({ entry }: OutlinedLine, path: string): UnsaidLoss["say"] | undefined {
  const { syntax } = entry;
  const name = show(path);
  if (nameMayBeCut(syntax)) return () => t("The name may be cut by the tool that wrote the dump: {0}. xenstore-ls -f on a pipe prints it whole.", name);
  if (syntax.value === "cut") return () => t("The value of {0} was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole.", name);
  if (syntax.value === "unreadable") return () => t("The dump has no value for {0}.", name);
  if (syntax.value === "malformed") return () => t("The value of {0} cannot be read; it stays as it is written.", name);
  return pathFault(path) === undefined ? undefined : () => t("xenstored refuses the path {0}; it stays as it is written.", name);
}

/** The same for a node that was written. Also says so if the written value would be read back differently. */
export function lossOfWritten(held: OutlinedLine, path: string, { readsBack }: WrittenNode): UnsaidLoss["say"] | undefined {
  return lossOf(held, path) ?? (readsBack ? undefined : () => t("The value of {0} counts as cut in a line of this length, although it is whole.", show(path)));
}

/** Why a node is not in the new form. */
export function leftOut({ entry }: OutlinedLine): UnsaidLoss["say"] {
  return () => t("No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: {0}", show(entry.read.trim()));
}
