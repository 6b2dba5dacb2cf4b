import type { Line } from "../dump/line";
import type { LineChange } from "../dump/line-change";
import type { Text } from "../dump/text";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";

/**
 * Something in a text that takes findings away, or puts others in their place. The lines that tell of it have a note, and are kept up to date by the lines
 * that an edit touched.
 */
export abstract class FindingFilter<Note> {
  protected readonly text: Text<StoreNode>;
  /** In no particular order. */
  protected readonly notes = new Map<Line<StoreNode>, Note>();
  readonly #noteOn: (line: Line<StoreNode>) => Note | undefined;

  /** @param noteOn what to note about a line, by itself: undefined for nearly all, and for printed ones (`LineSyntax.isPrinted`), as not all of these are looked at */
  constructor(text: Text<StoreNode>, noteOn: (line: Line<StoreNode>) => Note | undefined) {
    this.text = text;
    this.#noteOn = noteOn;
    text.eachOdd((line) => this.#look(line));
  }

  /** Whether the text has nothing of the kind. */
  get isEmpty(): boolean {
    return this.notes.size === 0;
  }

  /** Follows an edit of the text. */
  update(change: LineChange<StoreNode>): void {
    for (const line of change.removed) this.notes.delete(line);
    for (const { line } of [...change.rewritten, ...change.reread]) this.#look(line);
    for (const line of change.inserted) this.#look(line);
  }

  /** What becomes of findings: they come back as they are if the text has nothing of the kind. */
  apply(findings: Iterable<Finding>): Iterable<Finding> {
    return this.isEmpty ? findings : this.filtered(findings);
  }

  protected abstract filtered(findings: Iterable<Finding>): Iterable<Finding>;

  protected get notesFromTop(): readonly (readonly [Line<StoreNode>, Note])[] {
    return [...this.notes].toSorted(([left], [right]) => (left.isBefore(right) ? -1 : 1));
  }

  #look(line: Line<StoreNode>): void {
    const note = this.#noteOn(line);
    if (note === undefined) this.notes.delete(line);
    else this.notes.set(line, note);
  }
}
