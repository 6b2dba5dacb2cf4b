import type { Diagnostic, Dump } from "../../service";
import { counted } from "../formats/counted";

/** The result of fixing a dump. */
export interface FixedDump {
  /** The fixed text; the same as before if there was nothing to fix. */
  readonly text: string;
  /** How many faults are gone. May be none although the text has changed: a queue that lacks two keys may have got one of them. */
  readonly fixed: number;
  /** How many errors remain, and below, warnings: no fix can remove them without the guest or the user. */
  readonly errors: number;
  readonly warnings: number;
  /** How many `<…>` are still to be filled in. */
  readonly placeholders: number;
}

/** The fixes for one rule may cause a fault for another. More rounds than this would only go in circles. */
const MOST_ROUNDS = 8;
const PLACEHOLDER = "placeholder-value";

/**
 * Applies the best fix for each fault to a dump, which changes it. A text without any entry is no dump, and stays as it is: in an archive,
 * what is named like one may be a link to another file, and all lines of that would become comments.
 * @param codes the rules whose faults to fix; all rules if empty
 */
export function fixDump(dump: Dump, codes: readonly string[]): FixedDump {
  const before = countByCode(dump.diagnostics());
  if (dump.captures().length > 0) {
    if (codes.length === 0) dump.editAll(dump.fixAll().toReversed());
    else fixRules(dump, codes);
  }
  const left = dump.diagnostics();
  const after = countByCode(left);
  const count = (severity: Diagnostic["severity"]): number => left.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    text: dump.text(),
    fixed: Array.from(before, ([code, number]) => Math.max(0, number - (after.get(code) ?? 0))).reduce((sum, gone) => sum + gone, 0),
    errors: count("error"),
    warnings: count("warning"),
    placeholders: after.get(PLACEHOLDER) ?? 0,
  };
}

function fixRules(dump: Dump, codes: readonly string[]): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let changed = false;
    for (const code of codes) {
      const changes = dump.fixAll(code);
      dump.editAll(changes.toReversed());
      changed ||= changes.length > 0;
    }
    if (!changed) return;
  }
}

function countByCode(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/**
 * "fixed 3 faults, 1 error remains, 2 placeholders to fill in": what was fixed, in words.
 * @param isChanged whether the text is another one now
 */
export function describeFixes({ fixed, errors, warnings, placeholders }: FixedDump, isChanged: boolean, verb: "fixed" | "would fix"): string {
  const left = [...(errors > 0 ? [counted(errors, "error")] : []), ...(warnings > 0 ? [counted(warnings, "warning")] : [])];
  return [
    fixed > 0 ? `${verb} ${counted(fixed, "fault")}` : isChanged ? `${verb} part of a fault` : "nothing to fix",
    ...(left.length === 0 ? [] : [`${left.join(" and ")} ${errors + warnings === 1 ? "remains" : "remain"}`]),
    ...(placeholders === 0 ? [] : [`${counted(placeholders, "placeholder")} to fill in`]),
  ].join(", ");
}
