/** Finds in what is written of a dump where one of its lines is: the node that stands there, or else the last one above it. */
export class FollowedLine {
  readonly #line: number;
  #nearest = -1;
  #lines: readonly string[] | undefined;
  #index = 0;

  /** @param line of the dump, zero-based */
  constructor(line: number) {
    this.#line = line;
  }

  /**
   * Takes note of a node that is written.
   * @param line where the dump has it
   * @param lines what is written of its capture
   * @param index where it is among them
   */
  note(line: number, lines: readonly string[], index: number): void {
    if (line > this.#line || line <= this.#nearest) return;
    this.#nearest = line;
    this.#lines = lines;
    this.#index = index;
  }

  /** Where it is among the lines of a capture; undefined if it is in none of them. */
  indexIn(lines: readonly string[]): number | undefined {
    return lines === this.#lines ? this.#index : undefined;
  }
}
