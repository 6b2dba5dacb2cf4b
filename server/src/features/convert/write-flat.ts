import { CaptureLines } from "./capture-lines";
import { lacksPath, outlinedPath, type Outline } from "./outline";
import { writeNode } from "./write-node";

/**
 * Writes the nodes of a capture as `xenstore-ls -f` does, in the order of the dump.
 * @param followed a line of the dump to find again, zero-based; -1 for none
 */
export function writeFlat(outline: Outline, permissions: boolean, followed: number): CaptureLines {
  const output = new CaptureLines(outline, followed);
  for (const node of outline.nodes) {
    const path = outlinedPath(node, outline);
    output.add(node.held, path, lacksPath(node) ? undefined : writeNode(node.held, path, { form: "flat", permissions }));
  }
  return output;
}
