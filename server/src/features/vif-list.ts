import { show } from "../dump/show";
import { rangeOf, type Range } from "../dump/text";
import type { StoreNode } from "../store/node";
import { directorySpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { inOrderOfPlace } from "./directory-place";
import { forecastTitle } from "./forecast/title";
import type { Steps } from "./steps";
import { vifName } from "./workspace-symbols";

/** A vif in a list to choose from. */
export interface ListedVif {
  /** `vif1.0 frontend (web01)`, as symbols have it; safe to show. */
  readonly name: string;
  /** What netback does with it, as its lens says; the path of its directory if nothing of its frontend is in the dump. Safe to show. */
  readonly description: string;
  /** Where the directory is named. */
  readonly range: Range;
}

/** The vifs of a dump, from the top: each frontend, and each backend without one. */
export function* listVifs(dump: AnalysedDump): Steps<ListedVif[]> {
  const { model } = dump;
  const listed: (Omit<ListedVif, "range"> & { readonly node: StoreNode; readonly span: EntrySpan })[] = [];
  for (const node of model.directories) {
    yield;
    const span = directorySpan(node);
    if (span === undefined || (model.sideOf(node) === "backend" && model.peerOf(node) !== undefined)) continue;
    const directory = model.directory(node);
    if (directory === undefined) continue;
    listed.push({ node, span, name: vifName(dump, directory), description: forecastTitle(dump, node) ?? show(node.path) });
    model.forgetViews();
  }
  return inOrderOfPlace(listed).map(({ name, description, span }) => ({ name, description, range: rangeOf(span) }));
}
