import type { Entry } from "./node";
import type { StoreNames } from "./store-names";

/** So many names in order are no accident. */
const SORTED_RUN = 4;

/**
 * Finds where the leaves of one directory end and those of another begin: `xenstore-ls A B` prints both one after the other without a header. A
 * directory has one of two links, so the other link shows that another one has begun. But libxl's copy has both: one right below the other,
 * or with all its keys sorted. Where a command named several directories, two names that come again show it too: no directory has a name twice. One may be
 * a line that somebody has copied.
 */
export class DirectoryBoundary {
  readonly #links: StoreNames["links"];
  readonly #seen = new Set<string>();
  #last: Entry | undefined;
  #sorted = 0;
  #restart: Entry | undefined;
  #restarts = 0;
  /** The first line with a name that came before. */
  #repeated: Entry | undefined;

  constructor({ links }: StoreNames) {
    this.#links = links;
  }

  /**
   * @param line the next line at the top of the capture
   * @param othersFollow whether the command of the capture listed more directories
   * @returns the line that another directory begins with, if this line proves that there is one
   */
  see(line: Entry, othersFollow = false): Entry | undefined {
    const name = line.path;
    const above = this.#last?.path;
    if (above !== undefined && above >= name) {
      this.#restarts += 1;
      this.#restart = line;
    }
    if (this.#restarts === 0) this.#sorted += 1;
    this.#last = line;
    const [one, another] = this.#links;
    const other = name === one ? another : name === another ? one : undefined;
    const isRepeated = othersFollow && this.#seen.has(name);
    const begins = isRepeated ? (this.#repeated ??= line) : line;
    // No device has a `0` beside its links: this tree has lost its indentation.
    const isOtherLink = other !== undefined && this.#seen.has(other) && !this.#seen.has("0");
    this.#seen.add(name);
    // One name that comes again may be a line that somebody copied.
    if (begins.path === name && !isOtherLink) return undefined;
    // oxenstored sorts the keys: the other directory begins where the order starts again, not with its link.
    if (this.#restarts === 1 && this.#sorted >= SORTED_RUN) return this.#restart;
    const isCopy = above === other || this.#restarts === 0;
    return isCopy ? undefined : begins;
  }
}
