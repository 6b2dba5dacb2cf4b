import type { Capture } from "./capture";
import { DirectoryBoundary } from "./directory-boundary";
import type { Entry } from "./node";
import { promptIn, promptRoots } from "./prompt";
import { selectionBy, type Selection } from "./selection";
import type { StoreNames } from "./store-names";

/** Finds where captures begin: it sees the lines of a text from the top, each when it has been put into the capture above. */
export class CaptureStarts {
  /** The directories that the last command listed, as far as it has not come to them yet. */
  #roots: readonly (string | undefined)[] = [];
  /** Whether it listed several. */
  #listsSeveral = false;
  /** What the last command let through. */
  selection: Selection | undefined;
  readonly #names: StoreNames;
  #boundary: DirectoryBoundary;

  constructor(names: StoreNames) {
    this.#names = names;
    this.#boundary = new DirectoryBoundary(names);
  }

  /** Where the next capture was taken; undefined if nothing tells it. */
  get root(): string | undefined {
    return this.#roots[0];
  }

  /** Sees a line of the kind `prompt`. */
  prompt(line: Entry): void {
    const text = promptIn(line);
    this.#roots = promptRoots(text);
    this.#listsSeveral = this.#roots.length > 1;
    this.selection = selectionBy(text);
  }

  /** To be called when a capture has begun, which may hold lines already. */
  begun(capture: Capture): void {
    capture.isOneOfSeveral = this.#listsSeveral;
    this.#boundary = new DirectoryBoundary(this.#names);
    for (const entry of capture.base.children?.entries(({ syntax }) => syntax.form === "tree") ?? []) this.#boundary.see(entry);
  }

  /**
   * The line with which another capture begins, now that a line has been put into this one. If it shows that this one began within a directory, marks it as torn.
   * @returns undefined if nothing shows that one does
   */
  at(line: Entry, capture: Capture): Entry | undefined {
    const { first, opening } = capture;
    if (this.#roots.length === 0 && isIndentedLess(line, first)) {
      capture.isTorn = true;
      return line;
    }
    let another: Entry | undefined;
    if (isRepeated(line, first) || (opening !== undefined && isRepeated(line, opening))) another = line;
    // A path that is not known may be a variable in a loop.
    else if (line.syntax.form === "tree" && line.parent === undefined && (this.#roots.length !== 1 || this.root === undefined)) another = this.#boundary.see(line, this.#roots.length > 1);
    // A command that names several directories lists them in this order.
    if (another !== undefined && this.#roots.length > 1) this.#roots = this.#roots.slice(1);
    return another;
  }
}

/** Whether a line of a tree stands further left than the first line of its capture: the tool begins with a line at the top. */
function isIndentedLess(line: Entry, first: Entry): boolean {
  return line.parent === undefined && line.syntax.form === "tree" && first.syntax.form === "tree" && line.indentation < first.indentation;
}

/** Whether a line holds the same node as another one. */
function isRepeated(line: Entry, first: Entry): boolean {
  const { slot } = line;
  return slot !== undefined && slot === first.slot && line !== first && slot.isHeldBy(line) && slot.isHeldBy(first);
}
