/** How many layouts with one more name a layout remembers: most directories of a kind differ in few ways. */
const MOST_BRANCHES = 8;
/** A limit, so that a text whose directories all differ does not have all its names kept twice. */
const MOST_LAYOUTS = 20_000;

/** A question about names. Layouts remember the answer by this object: it must be a constant, not made anew for each question. */
export interface NameTest {
  /** The characters that such a name may begin with, to rule out most names quickly; undefined if it may begin with any. */
  readonly initials?: string;
  passes(name: string): boolean;
}

/** Something that can compare its name more cheaply than return it. */
export interface Named {
  isNamed(name: string): boolean;
}

/**
 * The names in a directory, in the order in which they came. Directories with the same names, such as those of devices, share one layout: what is found out
 * about the names is then known for all of them. Each layout is another one with one more name.
 */
export class Layout {
  readonly #size: number;
  readonly #name: string;
  readonly #before: Layout | undefined;
  /** Counts all layouts that grow from the same empty one. */
  readonly #family: { count: number };
  /** The layout with one more name that was last asked for, and others with one more name. */
  #next: Layout | undefined;
  #others: Layout[] | undefined;
  /** The position of each name. The first question only notes that somebody asked. */
  #positions: ReadonlyMap<string, number> | "asked" | undefined;
  #passing: Map<NameTest, readonly number[]> | undefined;

  private constructor(before: Layout | undefined, name: string, family: { count: number }) {
    this.#before = before;
    this.#name = name;
    this.#family = family;
    this.#size = before === undefined ? 0 : before.#size + 1;
  }

  /** The layout of an empty directory. Layouts that grow from it share what they have in common. */
  static empty(): Layout {
    return new Layout(undefined, "", { count: 0 });
  }

  /** The layout with one more name, if there is one already. If so, the name is not in this layout. */
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
   * Makes the layout with one more name. The name must not be in this one, nor in one that is foreseen.
   * @returns undefined if there are too many layouts already: such a directory has none
   */
  branch(name: string): Layout | undefined {
    if (this.#family.count >= MOST_LAYOUTS) return undefined;
    this.#family.count += 1;
    if (this.#next !== undefined) this.#others = [this.#next, ...(this.#others ?? [])].slice(0, MOST_BRANCHES - 1);
    this.#next = new Layout(this, name, this.#family);
    return this.#next;
  }

  /** The position of a name; undefined if it is not in the layout. */
  positionOf(name: string): number | undefined {
    if (this.#positions === undefined) {
      // Most layouts are asked once or never, so the first answer builds no map.
      this.#positions = "asked";
      for (let at: Layout = this; at.#before !== undefined; at = at.#before) if (at.#name === name) return at.#size - 1;
      return undefined;
    }
    if (this.#positions === "asked") this.#positions = new Map(Layout.#namesOf(this).map((known, position) => [known, position]));
    return this.#positions.get(name);
  }

  /** The positions of the names that pass a test. */
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
