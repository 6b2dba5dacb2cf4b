/** Finds where a line of a dump ends up when the dump is written in another form: the line of the node that stands there, or else of the last node above it. */
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
   * @param line the line of the dump that holds it, zero-based
   * @param lines the lines written for its capture
   * @param index the index of the node's line among them
   */
  note(line: number, lines: readonly string[], index: number): void {
    if (line > this.#line || line <= this.#nearest) return;
    this.#nearest = line;
    this.#lines = lines;
    this.#index = index;
  }

  /** The index of the followed line among the lines written for a capture; undefined if it is not among them. */
  indexIn(lines: readonly string[]): number | undefined {
    return lines === this.#lines ? this.#index : undefined;
  }
}
