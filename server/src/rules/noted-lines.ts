import type { Line } from "../dump/line";
import type { LineChange, Text } from "../dump/text";
import type { StoreNode } from "../store/node";

/** What is to be remembered of a line, by itself; undefined for nearly all, and for each that is just as xenstore-ls prints it: it is not asked for. */
export type NoteOn<Note> = (line: Line<StoreNode>) => Note | undefined;

/** The lines of a text that there is something to be remembered of, kept up to date by those that an edit touched. */
export class NotedLines<Note> {
  readonly #noteOn: NoteOn<Note>;
  readonly #notes = new Map<Line<StoreNode>, Note>();

  constructor(text: Text<StoreNode>, noteOn: NoteOn<Note>) {
    this.#noteOn = noteOn;
    text.eachOdd((line) => this.#look(line));
  }

  get size(): number {
    return this.#notes.size;
  }

  get(line: Line<StoreNode>): Note | undefined {
    return this.#notes.get(line);
  }

  /** The lines with what is remembered of each, in no certain order. */
  get entries(): Iterable<readonly [Line<StoreNode>, Note]> {
    return this.#notes;
  }

  /** The same from the top. */
  get fromTop(): readonly (readonly [Line<StoreNode>, Note])[] {
    return [...this.#notes].toSorted(([left], [right]) => (left.isBefore(right) ? -1 : 1));
  }

  update(change: LineChange<StoreNode>): void {
    for (const line of change.removed) this.#notes.delete(line);
    for (const { line } of [...change.rewritten, ...change.reread]) this.#look(line);
    for (const line of change.inserted) this.#look(line);
  }

  #look(line: Line<StoreNode>): void {
    const note = this.#noteOn(line);
    if (note === undefined) this.#notes.delete(line);
    else this.#notes.set(line, note);
  }
}
