/** Most directories of a kind differ in few ways: this many layouts are remembered to follow one. */
const MOST_BRANCHES = 8;

/** A question about names whose answer is remembered: a constant, never made anew for each time that it is asked. */
export interface NameTest {
  /** What such a name begins with, so that most are told by that; undefined where it may begin with anything. */
  readonly initials?: string;
  passes(name: string): boolean;
}

/** What has a name that it would rather compare than tell. */
export interface Named {
  isNamed(name: string): boolean;
}

/**
 * The names in a directory, in the order in which they came. Directories that are alike, as those of vifs are, have the same one: what is found out
 * about the names of one is known of all. Each is the one before with one name more.
 */
export class Layout {
  readonly size: number;
  readonly #name: string;
  readonly #before: Layout | undefined;
  /** Those with one name more, the one that was last asked for first. */
  #branches: Layout[] = [];
  /** Where each name stands. */
  #positions: Map<string, number> | undefined = undefined;
  #wasAsked = false;
  #passing: Map<NameTest, readonly number[]> | undefined = undefined;

  private constructor(before: Layout | undefined, name: string) {
    this.#before = before;
    this.#name = name;
    this.size = before === undefined ? 0 : before.size + 1;
  }

  /** That of a directory with nothing in it. All that grow from it share what they have in common. */
  static empty(): Layout {
    return new Layout(undefined, "");
  }

  /** The one with the name of something more, where there is such a one already: then that is none of its own names. */
  foreseen(another: Named): Layout | undefined {
    const first = this.#branches[0];
    if (first === undefined || another.isNamed(first.#name)) return first;
    const at = this.#branches.findIndex((branch) => another.isNamed(branch.#name));
    const found = this.#branches[at];
    if (found !== undefined) this.#branches.unshift(...this.#branches.splice(at, 1));
    return found;
  }

  /** The one with a name more that is none of its own, where none is foreseen. */
  branch(name: string): Layout {
    const branch = new Layout(this, name);
    this.#branches.unshift(branch);
    this.#branches.length = Math.min(this.#branches.length, MOST_BRANCHES);
    return branch;
  }

  /** Where a name stands. */
  positionOf(name: string): number | undefined {
    if (this.#positions === undefined) {
      // Most directories of a store are asked once or never, and some are like no other.
      if (!this.#wasAsked) {
        this.#wasAsked = true;
        for (let at: Layout = this; at.#before !== undefined; at = at.#before) if (at.#name === name) return at.size - 1;
        return undefined;
      }
      this.#positions = new Map(this.#names().map((known, position) => [known, position]));
    }
    return this.#positions.get(name);
  }

  /** Where the names stand that pass a test. */
  positionsOf(test: NameTest): readonly number[] {
    let positions = this.#passing?.get(test);
    if (positions === undefined) {
      positions = this.#names().flatMap((name, position) => (test.passes(name) ? position : []));
      this.#passing ??= new Map();
      this.#passing.set(test, positions);
    }
    return positions;
  }

  #names(): string[] {
    const names: string[] = [];
    for (let at: Layout = this; at.#before !== undefined; at = at.#before) names.push(at.#name);
    return names.reverse();
  }
}
