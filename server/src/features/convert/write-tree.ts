import { pathFault } from "../../dump/path";
import { show } from "../../dump/show";
import { t } from "../../l10n";
import { CaptureLines } from "./capture-lines";
import { outlinedPath, type Outline, type OutlinedLine, type OutlinedNode } from "./outline";
import { writeDirectory, writeNode } from "./write-node";

/**
 * The directory that a tree of the outline begins in: the deepest one that holds all nodes, has no line itself, and has a valid path, which
 * a heading can give. A tree needs no lines for it and the directories above it.
 */
export function treeRoot({ top, absolute }: Outline): OutlinedNode {
  let root = top;
  let path = "";
  for (;;) {
    const [only, ...others] = root.children.values();
    if (!absolute || only === undefined || others.length > 0 || only.held !== undefined) return root;
    path += `/${only.name}`;
    if (pathFault(path) !== undefined) return root;
    root = only;
  }
}

/**
 * Writes the nodes of a capture as `xenstore-ls` does: each directory together, one blank a level, from its root down.
 * @param followed a line of the dump to find again, zero-based; -1 for none
 */
export function writeTree(outline: Outline, permissions: boolean, followed: number): CaptureLines {
  const output = new CaptureLines(outline, followed);
  const filled: OutlinedNode[] = [];
  // A gap says that lines may be missing on either side of it. So a gap above a node must also stand above the directories written only for that node.
  const passedGaps = new Set<OutlinedLine>();
  /** Writes a directory that has no line in the dump, if a line can hold it. */
  const fill = (node: OutlinedNode, place: string): boolean => {
    const line = node.name === "" ? undefined : writeDirectory(place);
    if (line === undefined) return false;
    filled.push(node);
    const first = firstHeld(node);
    if (first !== undefined && !passedGaps.has(first)) {
      passedGaps.add(first);
      for (const above of first.above) if (!above.startsWith("#")) output.lines.push(above);
    }
    output.lines.push(line);
    return true;
  };
  const rest: Step[] = [];
  const descend = (directory: OutlinedNode, depth: number, isPlaced: boolean): void => {
    for (const node of [...directory.children.values()].reverse()) rest.push({ node, depth, isPlaced });
  };
  descend(treeRoot(outline), 0, true);
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, depth } = next;
    const { held } = node;
    const place = " ".repeat(depth) + node.name;
    // A blank before a name would be indentation.
    const fits = next.isPlaced && !/^[ \t]/.test(node.name);
    const isPlaced =
      held === undefined ? fits && fill(node, place) : output.add(held, outlinedPath(node, outline), fits ? writeNode(held, place, { form: "tree", permissions }) : undefined);
    descend(node, depth + 1, isPlaced);
  }
  const [first] = filled;
  if (first !== undefined) output.losses.push({ line: firstLineBelow(first), isHarmless: true, say: () => filledMessage(filled.length, show(outlinedPath(first, outline))) });
  return output;
}

/** A node that is still to be written, and whether the directories above it could be. */
interface Step {
  readonly node: OutlinedNode;
  readonly depth: number;
  readonly isPlaced: boolean;
}

function filledMessage(count: number, first: string): string {
  if (count === 1) return t("A directory without a line of its own is added with an empty value, as xenstored makes it: {0}.", first);
  return t("{0} directories without a line of their own are added with an empty value, as xenstored makes them; the first is {1}.", count, first);
}

function firstLineBelow(directory: OutlinedNode): number {
  return firstHeld(directory)?.line ?? 0;
}

/** The line of a directory, or else the first line written for something below it. */
function firstHeld(directory: OutlinedNode): OutlinedLine | undefined {
  let node: OutlinedNode | undefined = directory;
  while (node !== undefined && node.held === undefined) [node] = node.children.values();
  return node?.held;
}
