import type { UnsaidLoss } from "./loss";
import { leftOut, lossOfWritten } from "./named-losses";
import type { Outline, OutlinedLine } from "./outline";
import type { WrittenNode } from "./write-node";

/** The lines that are written for a capture, and what they lose of it. */
export class CaptureLines {
  readonly outline: Outline;
  readonly lines: string[] = [];
  readonly losses: UnsaidLoss[] = [];
  /** The node on the followed line of the dump, or else the last one above it: the line of the dump that holds it, -1 if there is none, and its index among `lines`. */
  nearest = { line: -1, index: 0 };
  readonly #followed: number;

  /** @param followed a line of the dump to find again, zero-based; -1 for none */
  constructor(outline: Outline, followed: number) {
    this.outline = outline;
    this.#followed = followed;
  }

  /**
   * Adds the lines of a node, or notes that it is left out.
   * @param written undefined if no line of the form can hold it
   * @returns whether it was added
   */
  add(held: OutlinedLine, path: string, written: WrittenNode | undefined): boolean {
    const loss = written === undefined ? leftOut(held) : lossOfWritten(held, path, written);
    if (loss !== undefined) this.losses.push({ line: held.line, say: loss });
    if (written === undefined) return false;
    if (held.line <= this.#followed && held.line > this.nearest.line) this.nearest = { line: held.line, index: this.lines.length + held.above.length };
    for (const line of written.lines) this.lines.push(line);
    return true;
  }
}
