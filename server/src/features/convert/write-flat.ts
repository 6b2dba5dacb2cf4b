import type { FollowedLine } from "./followed-line";
import type { UnsaidLoss } from "./loss";
import { leftOut, lossOfWritten } from "./named-losses";
import { lacksPath, outlinedPath, type Outline } from "./outline";
import { writeNode } from "./write-node";

/**
 * Writes the nodes of a capture as `xenstore-ls -f` does, in the order of the dump.
 * @param losses receives what is lost
 * @param followed is told where each node is written
 * @returns the lines
 */
export function writeFlat(outline: Outline, permissions: boolean, losses: UnsaidLoss[], followed: FollowedLine): string[] {
  const lines: string[] = [];
  for (const node of outline.nodes) {
    const { held } = node;
    const path = outlinedPath(node, outline);
    const written = lacksPath(node) ? undefined : writeNode(held, path, { form: "flat", permissions });
    const loss = written?.isPlaced ? lossOfWritten(held, path, written) : leftOut(held);
    if (written?.isPlaced) {
      followed.note(held.line, lines, lines.length + held.above.length);
      for (const line of written.lines) lines.push(line);
    }
    if (loss !== undefined) losses.push({ line: held.line, say: loss });
  }
  return lines;
}
