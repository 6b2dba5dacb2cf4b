import { COLON } from "../dump/characters";
import type { Layout } from "./layout";
import { StoreNode, Top, type Entry } from "./node";
import type { Selection } from "./selection";
import type { StoreNames } from "./store-names";

/** What one run of `xenstore-ls` printed. A file may hold several, taken at different places or times. */
export class Capture {
  /** The nodes with an absolute path. */
  readonly slash: Top;
  /** The directory that relative paths and trees begin in. Its name and parents come with its root. */
  readonly base: Top;
  #root: string | undefined;
  /** How absolute paths below the base begin. */
  #below = "/";
  /** The first line of the capture that holds a node. */
  readonly first: Entry;
  /** The first line that cannot stand above a dump (`mayStandAbove`), if lines that may are above it; undefined as long as there is none. */
  opening: Entry | undefined;
  /** Whether its beginning was cut off, so that it begins within a directory: a line that is indented less than its first one follows, in the next capture. */
  isTorn = false;
  /** Whether its command listed several directories. The others follow without a header. */
  isOneOfSeveral = false;
  /** Whether all its lines so far may stand above a dump (`mayStandAbove`). */
  awaitsOpening: boolean;
  /** Whether a prompt, a heading or a comment of the user tells where the capture was taken. */
  readonly rootIsTold: boolean;
  /** What its command let through; undefined if nothing tells that it left lines out. */
  readonly selection: Selection | undefined;

  /** The layout that those of its directories grow from. */
  readonly emptyLayout: Layout;

  /**
   * @param root the absolute path of the directory that was listed; undefined if nothing in the text tells it
   * @param selection what the command before the capture let through, if the text tells that it left lines out
   * @param emptyLayout the empty layout that all captures of a text share
   */
  constructor(first: Entry, root: string | undefined, selection: Selection | undefined, emptyLayout: Layout) {
    this.first = first;
    this.awaitsOpening = mayStandAbove(first);
    this.selection = selection;
    this.emptyLayout = emptyLayout;
    this.rootIsTold = root !== undefined;
    this.slash = new Top(this);
    this.base = new Top(this);
    this.setRoot(root);
  }

  /** The absolute path of the base; undefined if nothing tells it. */
  get root(): string | undefined {
    return this.#root;
  }

  /** To be called with each line that was put into the capture, from the top: finds its `opening`. */
  see(line: Entry): void {
    if (!this.awaitsOpening || mayStandAbove(line)) return;
    this.awaitsOpening = false;
    this.opening = line;
  }

  /** Whether another capture begins where the path of this line comes again. */
  beginsAt(line: Entry): boolean {
    return this.first === line || this.opening === line;
  }

  /** Sets where the capture was taken. Nodes stay the same objects: only the way up from the base changes. */
  setRoot(root: string | undefined): void {
    this.#root = root;
    this.#below = root === undefined || root === "/" ? "/" : `${root}/`;
    const names = (root ?? "").split("/").filter((name) => name !== "");
    this.base.name = names.pop() ?? "";
    this.base.absolute = root !== undefined;
    this.base.parent = undefined;
    if (this.base.name === "") return;
    let parent: StoreNode = new Top(this);
    for (const name of names) parent = new StoreNode(name, parent);
    this.base.parent = parent;
  }

  /**
   * Finds a node by its absolute path.
   * @param path with a leading slash; another one finds nothing
   */
  resolve(path: string): StoreNode | undefined {
    if (!path.startsWith("/")) return undefined;
    // A text may hold very many captures of a few lines: this passes by those without absolute paths.
    const found = this.slash.children === undefined ? undefined : descend(this.slash, path.slice(1));
    if (found !== undefined || this.#root === undefined) return found;
    if (path === this.#root && path !== "/") return this.base;
    return path.startsWith(this.#below) ? descend(this.base, path.slice(this.#below.length)) : undefined;
  }
}

/** Whether a line may stand above a dump and be no part of it: a word, or what cannot be read and is indented, as in the output of `ip address`. */
function mayStandAbove(line: Entry): boolean {
  return line.path === "" || mayBeLabel(line);
}

/**
 * Whether a line may be a word that somebody wrote above a dump, `before:`. xenstore-ls prints a node that it cannot read in the same way. A value that was
 * redacted, `name = [REDACTED]`, is not written like that.
 */
function mayBeLabel(line: Entry): boolean {
  const { kind, form, pathEnd } = line.syntax;
  return kind === "entry" && form === "tree" && line.codeAt(pathEnd) === COLON;
}

/**
 * Whether a line at the top of a capture is a word above a dump rather than a directory, even if the dump below is shifted right. xenstore-ls prints nothing below
 * a node that it cannot read; but somebody may have written a tree like that, so names that a store has at the top stay directories.
 */
export function isTitle(line: Entry, { top }: StoreNames): boolean {
  return mayBeLabel(line) && !top.test(line.path);
}

/** Walks down a relative path; undefined if it leads nowhere. */
export function descend(from: StoreNode, path: string): StoreNode | undefined {
  let node: StoreNode | undefined = from;
  for (let start = 0; node !== undefined; ) {
    const slash = path.indexOf("/", start);
    node = node.child(path.slice(start, slash < 0 ? undefined : slash));
    if (slash < 0) return node;
    start = slash + 1;
  }
  return undefined;
}
