import type { Line } from "../dump/line";
import { isClear } from "../dump/line-syntax";
import type { LineChange, Text } from "../dump/text";
import type { StoreNode } from "../store/node";
import { isOtherCommand } from "../store/prompt";
import type { Finding } from "./checker";
import { malformedLine } from "./malformed-line";

/** Within so many lines of its output, what lists a store shows an entry. */
const MOST_LINES = 200;
/** Nobody pastes a session with more commands; of a text that was made to have more, all lines are told of. */
const MOST_PROMPTS = 500;

/**
 * The output of other commands in a pasted session, such as `xl network-list`: it is no dump, and nobody took it for one. Kept up to date by the lines that an
 * edit touched. Where entries of a store follow a prompt, whatever the command was (`cat dump.txt`), lines among them that cannot be read are a fault as everywhere.
 */
export class ForeignOutput {
  readonly #text: Text<StoreNode>;
  readonly #prompts = new Set<Line<StoreNode>>();

  constructor(text: Text<StoreNode>) {
    this.#text = text;
    text.eachOdd((line) => this.#look(line));
  }

  update(change: LineChange<StoreNode>): void {
    for (const line of change.removed) this.#prompts.delete(line);
    for (const { line } of [...change.rewritten, ...change.reread]) this.#look(line);
    for (const line of change.inserted) this.#look(line);
  }

  /** Leaves out that such lines cannot be read. */
  apply(findings: Iterable<Finding>): Iterable<Finding> {
    return this.#prompts.size === 0 || this.#prompts.size > MOST_PROMPTS ? findings : this.#applyAll(findings);
  }

  *#applyAll(findings: Iterable<Finding>): Generator<Finding> {
    const prompts = [...this.#prompts].toSorted((left, right) => (left.isBefore(right) ? -1 : 1));
    const foreign = new Set(prompts.filter((prompt) => isOtherCommand(prompt) && !this.#hasEntries(prompt)));
    for (const finding of findings) {
      const prompt = finding.code === malformedLine.code ? lastBefore(prompts, finding.at.line) : undefined;
      if (prompt === undefined || !foreign.has(prompt)) yield finding;
    }
  }

  #hasEntries(prompt: Line<StoreNode>): boolean {
    let line = this.#text.next(prompt);
    for (let count = 0; line !== undefined && line.syntax.kind !== "prompt" && count < MOST_LINES; count += 1) {
      if (line.syntax.kind === "entry" && isClear(line.syntax)) return true;
      line = this.#text.next(line);
    }
    return false;
  }

  #look(line: Line<StoreNode>): void {
    if (line.syntax.kind === "prompt") this.#prompts.add(line);
    else this.#prompts.delete(line);
  }
}

/** The last of some lines, in the order of the text, that stands above a line. */
function lastBefore(lines: readonly Line<StoreNode>[], line: Line<StoreNode>): Line<StoreNode> | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]?.isBefore(line) === true) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}
