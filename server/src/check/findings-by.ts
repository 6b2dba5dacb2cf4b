import type { Finding } from "./finding";

/** The findings of each subject, which are replaced together when the subject is checked again. A set holds all of them, for a fast walk. */
export class FindingsBy<Subject> {
  readonly #bySubject = new Map<Subject, readonly Finding[]>();
  readonly #all: Set<Finding>;

  /** @param all the set that takes the findings of every subject. Others may keep theirs in it too */
  constructor(all: Set<Finding>) {
    this.#all = all;
  }

  /** How many subjects have findings. */
  get size(): number {
    return this.#bySubject.size;
  }

  /** The subjects that have findings, with these. */
  get entries(): Iterable<readonly [Subject, readonly Finding[]]> {
    return this.#bySubject;
  }

  /** Puts findings in the place of those that a subject had. */
  set(subject: Subject, findings: readonly Finding[]): void {
    this.delete(subject);
    if (findings.length === 0) return;
    this.#bySubject.set(subject, findings);
    for (const finding of findings) this.#all.add(finding);
  }

  /** Drops the findings of a subject, if it has any. */
  delete(subject: Subject): void {
    const findings = this.#bySubject.get(subject);
    if (findings === undefined) return;
    for (const finding of findings) this.#all.delete(finding);
    this.#bySubject.delete(subject);
  }

  /** Drops the findings of all subjects. */
  clear(): void {
    for (const subject of this.#bySubject.keys()) this.delete(subject);
  }
}
