import { SLASH } from "../../dump/characters";
import { nameMayBeCut } from "../../store/cut-name";
import type { Entry, StoreNode } from "../../store/node";
import { isId, nameOf, thingsIn } from "./numbered-name";

/** What the paths in a sentence begin with. */
const QUOTED = "/local/domain/";

/**
 * Rules out lines that name none of some domains, vifs or queues. A dump of a whole host has very many lines, and each number stands in most of them: so
 * this looks only where a name can stand, and makes no node.
 */
export class NameFilter {
  readonly #things: ReadonlySet<string>;
  readonly #names: readonly string[];
  /** Matches a text that holds the number of one, not as a part of a longer one. It may have leading zeros. */
  readonly #mentioned: RegExp;
  /** Whether the path of a directory names one, for those that were asked. */
  readonly #directories = new Map<StoreNode, boolean>();

  /** @param things the paths of their directories */
  constructor(things: readonly string[]) {
    this.#things = new Set(things);
    this.#names = things.map(nameOf);
    this.#mentioned = new RegExp(`(?<![0-9])0*(?:${things.map((thing) => /[0-9]*$/.exec(thing)?.[0]).join("|")})(?![0-9])`);
  }

  /** Whether a line may name one. A line that is cut or cannot be read always may. */
  passes(line: Entry): boolean {
    const { syntax } = line;
    if (syntax.kind !== "entry" || syntax.value !== "whole" || nameMayBeCut(syntax)) return true;
    return this.#passesPath(line) || this.#passesValue(line) || this.#mentioned.test(line.permissions);
  }

  #passesPath(line: Entry): boolean {
    if (this.#names.some((name) => line.isNamed(name))) return true;
    // A line of a tree holds its own name only.
    return line.syntax.form === "flat" && line.surroundings !== undefined && this.#namedBy(line.surroundings);
  }

  #namedBy(directory: StoreNode): boolean {
    const known = this.#directories.get(directory);
    if (known !== undefined) return known;
    const { name, parent } = directory;
    const isNamed = (parent !== undefined && this.#namedBy(parent)) || (this.#names.includes(name) && thingsIn(directory.path).some((thing) => this.#things.has(thing)));
    this.#directories.set(directory, isNamed);
    return isNamed;
  }

  #passesValue(line: Entry): boolean {
    const { valueStart, valueEnd } = line.syntax;
    const mayHoldPath = line.codeAt(valueStart) === SLASH || valueEnd - valueStart > QUOTED.length;
    return (mayHoldPath || isId(line)) && this.#mentioned.test(line.value);
  }
}
