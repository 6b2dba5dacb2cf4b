import { damageIn, type Damage } from "../dump/damage";
import type { Line } from "../dump/line";
import { isClear } from "../dump/line-syntax";
import type { Text } from "../dump/text";
import { invalidPath } from "../rules/invalid-path";
import { malformedLine } from "../rules/malformed-line";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";
import { FindingFilter } from "./finding-filter";

/** The lines of a text that was damaged as a whole. The damage is reported only once, at the first such line. */
export class DamagedText extends FindingFilter<Damage> {
  constructor(text: Text<StoreNode>) {
    super(text, (line) => (line.syntax.kind !== "prompt" && malformedLine.concerns(line.syntax) ? damageIn(line) : undefined));
  }

  /**
   * Leaves out findings that only repeat the damage: at lines with the same damage, and at pieces of lines that quoted-printable broke, or a mailer wrapped
   * after the line ends were gone. No value in quotes can be taken for quoted-printable, and no line with a path for such a piece, so a guest can only silence
   * findings at its own lines.
   */
  protected *filtered(findings: Iterable<Finding>): Generator<Finding> {
    const firsts = new Map<Damage, Line<StoreNode>>();
    for (const [line, damage] of this.notes) {
      const first = firsts.get(damage);
      if (first === undefined || line.isBefore(first)) firsts.set(damage, line);
    }
    const isEncoded = firsts.has("quoted-printable");
    const pieces = this.#findPieces();
    for (const finding of findings) {
      const { line } = finding.at;
      const damage = this.notes.get(line);
      const isUnreadable = finding.code === malformedLine.code;
      const repeats = damage === undefined ? isEncoded || pieces.has(line) : firsts.get(damage) !== line;
      const isOfDamage = isUnreadable ? repeats : finding.code === invalidPath.code && pieces.has(line);
      if (!isOfDamage) yield finding;
    }
  }

  /** The lines that lost their line ends, and the lines around them that hold pieces of these, because a mailer wrapped them. */
  #findPieces(): ReadonlySet<Line<StoreNode>> {
    const pieces = new Set<Line<StoreNode>>();
    for (const [damaged, damage] of this.notes) {
      if (damage !== "flattened") continue;
      pieces.add(damaged);
      for (const step of ["previous", "next"] as const) {
        for (let line = this.text[step](damaged); line !== undefined && !pieces.has(line) && isPiece(line); line = this.text[step](line)) pieces.add(line);
      }
    }
    return pieces;
  }
}

/** Whether a line may be a piece of pairs in a row: it has a quote and an equals sign, or begins with a quote, but is not an entry that could stand in a dump by itself. */
function isPiece({ text, value, syntax }: Line<StoreNode>): boolean {
  if (syntax.kind === "entry" && syntax.form === "flat" && !syntax.pathSuspect) return false;
  return isClear(syntax) ? value.includes(' = "') : text.includes('"') && /=|^[> \t]*"/.test(text);
}
