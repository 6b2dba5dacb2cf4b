import { keyEntryOf } from "../../netif/key-entry";
import type { Vif } from "../../netif/vif";
import { isNameless } from "../../store/cut-name";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";

/** The vif directories of a dump that have an error or a warning in them. */
export function troubledDirectories(dump: AnalysedDump): ReadonlySet<StoreNode> {
  const troubled = new Set<StoreNode>();
  for (const { level, at } of dump.findings()) {
    const isGrave = (level === "error" || level === "warning") && !isNameless(at.line.syntax);
    const place = isGrave ? at.line.first.place : undefined;
    const directory = place && dump.model.directoryAround(place);
    if (directory !== undefined) troubled.add(directory.node);
  }
  return troubled;
}

/** Whether there is no error and no warning at either end of a vif. */
export function isClean({ frontend, backend }: Vif, troubled: ReadonlySet<StoreNode>): boolean {
  return ![frontend, backend].some((directory) => directory !== undefined && troubled.has(directory.node));
}

/** Whether an end of some vif says that it is not connected, which need not be a fault. Looks at states only: there may be very many vifs. */
export function isSomeUnconnected({ model }: AnalysedDump): boolean {
  for (const node of model.directories) if (/^[0-356]$/.test(keyEntryOf(node, "state")?.text ?? "")) return true;
  return false;
}
