import type { FollowedLine } from "./followed-line";
import type { UnsaidLoss } from "./loss";
import { leftOut, lossOfWritten } from "./named-losses";
import type { OutlinedLine } from "./outline";
import type { WrittenNode } from "./write-node";

/** The lines that are written for a capture. */
export class CaptureLines {
  readonly lines: string[] = [];
  readonly #losses: UnsaidLoss[];
  readonly #followed: FollowedLine;

  /**
   * @param losses receives what is lost
   * @param followed is told where each node is written
   */
  constructor(losses: UnsaidLoss[], followed: FollowedLine) {
    this.#losses = losses;
    this.#followed = followed;
  }

  /**
   * Adds the lines of a node, or notes that it is left out.
   * @param written undefined if no line of the form can hold it
   * @returns whether it was added
   */
  add(held: OutlinedLine, path: string, written: WrittenNode | undefined): boolean {
    const placed = written?.isPlaced === true ? written : undefined;
    const loss = placed === undefined ? leftOut(held) : lossOfWritten(held, path, placed);
    if (placed !== undefined) {
      this.#followed.note(held.line, this.lines, this.lines.length + held.above.length);
      for (const line of placed.lines) this.lines.push(line);
    }
    if (loss !== undefined) this.#losses.push({ line: held.line, say: loss });
    return placed !== undefined;
  }
}
