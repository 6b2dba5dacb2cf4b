import type { Entry } from "./node";

/** The other link for each link. A device directory has one of them: a frontend links to its backend, a backend to its frontend. */
const LINKS: ReadonlyMap<string, string> = new Map([
  ["frontend", "backend"],
  ["backend", "frontend"],
]);

/** So many names in order are no accident. */
const SORTED_RUN = 4;

/** Whether a name at the top of a capture decides where another directory begins. */
export function isLink(name: string): boolean {
  return LINKS.has(name);
}

/**
 * Finds where the leaves of one device directory end and those of another begin: `xenstore-ls A B` prints both one after the other without a header. A
 * directory is either a frontend or a backend, so the other link shows that another one has begun. But libxl's copy has both links: one right below the other,
 * or with all its keys sorted.
 */
export class DeviceBoundary {
  readonly #seen = new Set<string>();
  #last: Entry | undefined;
  #sorted = 0;
  #restart: Entry | undefined;
  #restarts = 0;

  /**
   * @param line the next line at the top of the capture
   * @returns the line that another directory begins with, if this line proves that there is one
   */
  see(line: Entry): Entry | undefined {
    const name = line.path;
    const above = this.#last?.path;
    if (above !== undefined && above >= name) {
      this.#restarts += 1;
      this.#restart = line;
    }
    if (this.#restarts === 0) this.#sorted += 1;
    this.#last = line;
    const other = LINKS.get(name);
    const isOther = other !== undefined && this.#seen.has(other);
    this.#seen.add(name);
    if (!isOther) return undefined;
    // oxenstored sorts the keys: the other directory begins where the order starts again, not with its link.
    if (this.#restarts === 1 && this.#sorted >= SORTED_RUN) return this.#restart;
    const isCopy = above === other || this.#restarts === 0;
    return isCopy ? undefined : line;
  }
}
