import { SLASH } from "../dump/characters";
import type { Capture } from "./capture";
import type { Entry, StoreNode } from "./node";

/** Finds the directories that flat lines name. It remembers the last one, since the next line is mostly in the same directory, or in one near it. */
export class FlatDirectories {
  readonly #make: (directory: StoreNode, name: string) => StoreNode;
  /** The directory that was found last, its path as the line wrote it, and what that path begins at. */
  #last: StoreNode | undefined;
  #lastPath = "";
  #lastTop: StoreNode | undefined;
  /** The line that it was found for. */
  #line: Entry | undefined;

  /** @param make adds a child to a directory that has none of that name */
  constructor(make: (directory: StoreNode, name: string) => StoreNode) {
    this.#make = make;
  }

  /** To be called when lines have changed, or a directory may have been removed. */
  forget(): void {
    this.#last = undefined;
  }

  /** The directory of a flat line in a capture. Directories on the way to it that are not there yet are made. */
  of(line: Entry, { slash, base }: Capture): StoreNode {
    const isAbsolute = line.codeAt(line.syntax.pathStart) === SLASH;
    const top = isAbsolute ? slash : base;
    const last = this.#lastTop === top ? this.#last : undefined;
    const previous = this.#line;
    this.#line = line;
    if (last !== undefined) {
      if (line.isIn(this.#lastPath)) return last;
      // The first line in a directory mostly stands below that of the directory itself.
      const above = previous !== undefined && line.isIn(previous.path) ? previous : undefined;
      if (above?.place !== undefined) return this.#found(above.place, above.path, top);
    }
    const path = line.directoryPath;
    let node = last ?? top;
    let known = last === undefined ? "" : this.#lastPath;
    while (!(path.startsWith(known) && (known === "" || path.length === known.length || path.charCodeAt(known.length) === SLASH))) {
      known = known.slice(0, Math.max(0, known.lastIndexOf("/")));
      node = node.parent ?? top;
    }
    const below = known === "" && !isAbsolute ? path : path.slice(known.length + 1);
    for (const name of path === known ? [] : below.split("/")) node = node.child(name) ?? this.#make(node, name);
    return this.#found(node, path, top);
  }

  #found(directory: StoreNode, path: string, top: StoreNode): StoreNode {
    this.#last = directory;
    this.#lastPath = path;
    this.#lastTop = top;
    return directory;
  }
}
