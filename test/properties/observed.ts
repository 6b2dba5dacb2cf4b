import type { StoreNode } from "../../server/src/store/node";
import type { Capture } from "../../server/src/store/capture";
import type { Diagnostic, Dump } from "../../server/src/service";
import { inside } from "../open-dump";

/** All that can be seen of a dump, in an order that does not depend on earlier edits. */
export interface Observed {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly captures: readonly { readonly root: string | undefined; readonly isTold: boolean; readonly first: number; readonly nodes: readonly string[] }[];
  readonly indentedUnder: readonly string[];
  readonly readAs: readonly string[];
  readonly captureReports: readonly unknown[];
  readonly gaps: readonly number[];
  readonly duplicated: readonly string[];
  readonly vifs: readonly string[];
}

/** What can be seen of a dump, so that two dumps can be compared. */
export function observed(dump: Dump): Observed {
  const { text, store } = inside(dump);
  return {
    text: dump.text(),
    diagnostics: dump.diagnostics(),
    captures: store.captures.map((capture) => ({
      root: capture.root,
      isTold: capture.rootIsTold,
      first: capture.first.number,
      nodes: nodesOf(capture),
    })),
    indentedUnder: [...text.lines()].map(({ parent }, number) => `${number} under ${parent === undefined ? "nothing" : parent.number}`),
    readAs: [...text.lines()].map(({ syntax, read, head }, number) => `${number} ${syntax.kind} ${read}${head === undefined ? "" : ` of ${head.number}`}`),
    captureReports: dump.captures(),
    gaps: Array.from(store.gaps, (line) => line.number).toSorted((left, right) => left - right),
    duplicated: Array.from(store.duplicated, (node) => nodeAsText(node)).toSorted(),
    vifs: vifsOf(dump),
  };
}

function nodesOf(capture: Capture): string[] {
  return [...capture.slash.subtree(), ...capture.base.subtree()].map((node) => nodeAsText(node)).toSorted();
}

function nodeAsText(node: StoreNode): string {
  const held = node.entries.map((entry) => `line ${entry.number}: ${entry.value}`);
  return `${node.path} [${held.join("; ")}]`;
}

/** The vif directories with their sides and the directories that they are paired with. */
function vifsOf(dump: Dump): string[] {
  const { model } = inside(dump);
  return Array.from(model.directories, (node) => {
    const directory = model.directory(node);
    if (directory === undefined) return `${node.path} is none`;
    const { frontend, backend } = model.vif(directory);
    const peer = directory.side === "frontend" ? backend : frontend;
    return `${directory.side} ${nodeAsText(node)} with ${peer === undefined ? "nobody" : nodeAsText(peer.node)}`;
  }).toSorted();
}
