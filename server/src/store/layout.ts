/** Most directories of a kind differ in few ways: this many layouts are remembered to follow one. */
const MOST_BRANCHES = 8;
/** A text whose directories are all different is not kept once more. */
const MOST_LAYOUTS = 20_000;

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
  readonly #size: number;
  readonly #name: string;
  readonly #before: Layout | undefined;
  /** All that grow from the same empty one. */
  readonly #family: { count: number };
  /** The one with one name more that was last asked for, and those that were before. */
  #next: Layout | undefined = undefined;
  #others: Layout[] | undefined = undefined;
  /** Where each name stands. */
  #positions: ReadonlyMap<string, number> | "asked" | undefined = undefined;
  #passing: Map<NameTest, readonly number[]> | undefined = undefined;

  private constructor(before: Layout | undefined, name: string, family: { count: number }) {
    this.#before = before;
    this.#name = name;
    this.#family = family;
    this.#size = before === undefined ? 0 : before.#size + 1;
  }

  /** That of a directory with nothing in it. All that grow from it share what they have in common. */
  static empty(): Layout {
    return new Layout(undefined, "", { count: 0 });
  }

  /** The one with the name of something more, where there is such a one already: then that is none of its own names. */
  foreseen(another: Named): Layout | undefined {
    const next = this.#next;
    if (next === undefined || another.isNamed(next.#name)) return next;
    const found = this.#others?.find((other) => another.isNamed(other.#name));
    if (this.#others !== undefined && found !== undefined) {
      this.#others[this.#others.indexOf(found)] = next;
      this.#next = found;
    }
    return found;
  }

  /**
   * The one with a name more that is none of its own, where none is foreseen.
   * @returns undefined where there are too many already: such a directory is like none
   */
  branch(name: string): Layout | undefined {
    if (this.#family.count >= MOST_LAYOUTS) return undefined;
    this.#family.count += 1;
    if (this.#next !== undefined) this.#others = [this.#next, ...(this.#others ?? [])].slice(0, MOST_BRANCHES - 1);
    this.#next = new Layout(this, name, this.#family);
    return this.#next;
  }

  /** Where a name stands. */
  positionOf(name: string): number | undefined {
    if (this.#positions === undefined) {
      // Most directories of a store are asked once or never, and some are like no other.
      this.#positions = "asked";
      for (let at: Layout = this; at.#before !== undefined; at = at.#before) if (at.#name === name) return at.#size - 1;
      return undefined;
    }
    if (this.#positions === "asked") this.#positions = new Map(Layout.#namesOf(this).map((known, position) => [known, position]));
    return this.#positions.get(name);
  }

  /** Where the names stand that pass a test. */
  positionsOf(test: NameTest): readonly number[] {
    let positions = this.#passing?.get(test);
    if (positions === undefined) {
      positions = Layout.#namesOf(this).flatMap((name, position) => (test.passes(name) ? position : []));
      this.#passing ??= new Map();
      this.#passing.set(test, positions);
    }
    return positions;
  }

  static #namesOf(layout: Layout): string[] {
    const names: string[] = [];
    for (let at = layout; at.#before !== undefined; at = at.#before) names.push(at.#name);
    return names.reverse();
  }
}
