import type { UnsaidLoss } from "./loss";
import { leftOut, lossOf } from "./named-losses";
import { lacksPath, outlinedPath, type Outline, type OutlinedLine } from "./outline";
import { treeRoot } from "./write-tree";
import { withoutCutMarker } from "./write-node";

/** A dump as `convert --to json` prints it; docs/dump.schema.json describes it. */
export interface JsonDump {
  readonly captures: readonly JsonCapture[];
}

/** What one run of xenstore-ls printed. */
export interface JsonCapture {
  /** The absolute path of the directory that was listed; null if the dump does not tell it. */
  readonly root: string | null;
  readonly nodes: readonly JsonNode[];
}

/** A node that has a line in the dump. */
export interface JsonNode {
  /** Absolute; relative to the listed directory if `root` is null. */
  readonly path: string;
  /** With the escapes of xenstore-ls; null if the dump has none that can be read. */
  readonly value: string | null;
  /** The tool that wrote the dump cut the value: this is how it begins. */
  readonly cut?: true;
  /** Such as `["n0", "r1"]`; absent if the dump has none. */
  readonly permissions?: readonly string[];
}

/** Lists the nodes of a capture in the order of the dump. @returns also what the list loses of it */
export function jsonCapture(outline: Outline, permissions: boolean): { readonly capture: JsonCapture; readonly losses: readonly UnsaidLoss[] } {
  const nodes: JsonNode[] = [];
  const losses: UnsaidLoss[] = [];
  for (const node of outline.nodes) {
    const { held } = node;
    const path = outlinedPath(node, outline);
    if (lacksPath(node)) {
      losses.push({ line: held.line, say: leftOut(held) });
      continue;
    }
    nodes.push(jsonNode(held, path, permissions));
    const loss = lossOf(held, path);
    if (loss !== undefined) losses.push({ line: held.line, say: loss });
  }
  return { capture: { root: outline.absolute ? outlinedPath(treeRoot(outline), outline) : null, nodes }, losses };
}

function jsonNode({ entry, permissions }: OutlinedLine, path: string, withPermissions: boolean): JsonNode {
  const { value: form } = entry.syntax;
  const known = form === "whole" || form === "cut";
  return {
    path,
    value: !known ? null : form === "cut" ? withoutCutMarker(entry.value) : entry.value,
    ...(form === "cut" ? { cut: true } : {}),
    ...(withPermissions && permissions !== "" ? { permissions: permissions.slice(1, -1).split(",") } : {}),
  };
}
