import { damageIn, type Damage } from "../dump/damage";
import type { Line } from "../dump/line";
import type { LineChange, Text } from "../dump/text";
import type { StoreNode } from "../store/node";
import type { Finding } from "./checker";
import { malformedLine } from "./malformed-line";
import { NotedLines } from "./noted-lines";

/**
 * The lines of a text that was damaged as a whole, kept up to date by the lines that an edit touched. What was done to a text is said once, at the first
 * such line, and not at each.
 */
export class DamagedText {
  readonly #lines: NotedLines<Damage>;

  constructor(text: Text<StoreNode>) {
    this.#lines = new NotedLines(text, (line) => (malformedLine.concerns(line.syntax) ? damageIn(line) : undefined));
  }

  update(change: LineChange<StoreNode>): void {
    this.#lines.update(change);
  }

  /**
   * Leaves out what only repeats the damage: lines that have the same, and the pieces of lines that quoted-printable broke. No value in quotes can be taken
   * for quoted-printable, so a guest cannot silence anything but what is said of its own lines.
   */
  apply(findings: Iterable<Finding>): Iterable<Finding> {
    return this.#lines.size === 0 ? findings : this.#applyAll(findings);
  }

  *#applyAll(findings: Iterable<Finding>): Generator<Finding> {
    const firsts = new Map<Damage, Line<StoreNode>>();
    for (const [line, damage] of this.#lines.entries) {
      const first = firsts.get(damage);
      if (first === undefined || line.isBefore(first)) firsts.set(damage, line);
    }
    const isEncoded = firsts.has("quoted-printable");
    for (const finding of findings) {
      const damage = this.#lines.get(finding.at.line);
      const repeats = damage === undefined ? isEncoded : firsts.get(damage) !== finding.at.line;
      if (finding.code !== malformedLine.code || !repeats) yield finding;
    }
  }
}
