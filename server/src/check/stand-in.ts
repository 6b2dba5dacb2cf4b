import type { Finding } from "./finding";

/**
 * One finding in the place of several that have the same cause: the first of them from the top, in other words. It is the same object as long as that one is, so
 * that a fix that is tried elsewhere does not seem to change it.
 */
export class StandIn {
  readonly #made = new WeakMap<Finding, Finding>();
  readonly #reword: (finding: Finding) => Finding;

  /** @param reword makes the one finding out of the first of those that it replaces */
  constructor(reword: (finding: Finding) => Finding) {
    this.#reword = reword;
  }

  /** Passes findings on, but for those that are replaced; the one in their place comes last. */
  *apply(findings: Iterable<Finding>, isReplaced: (finding: Finding) => boolean): Generator<Finding> {
    let first: Finding | undefined;
    for (const finding of findings) {
      if (!isReplaced(finding)) yield finding;
      else if (first === undefined || finding.at.line.isBefore(first.at.line)) first = finding;
    }
    if (first !== undefined) yield this.#insteadOf(first);
  }

  #insteadOf(finding: Finding): Finding {
    const made = this.#made.get(finding) ?? this.#reword(finding);
    this.#made.set(finding, made);
    return made;
  }
}
