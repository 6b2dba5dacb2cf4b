import type { Line } from "../dump/line";
import type { LineChange } from "../dump/line-change";
import type { Text } from "../dump/text";
import type { StoreNode } from "../store/node";

/** What to remember about a line, by itself; undefined for nearly all lines. Printed lines (`LineSyntax.isPrinted`) must have none: not all are looked at. */
export type NoteOn<Note> = (line: Line<StoreNode>) => Note | undefined;

/** The lines of a text about which there is something to remember, kept up to date by the lines that an edit touched. */
export class NotedLines<Note> {
  readonly #noteOn: NoteOn<Note>;
  readonly #notes = new Map<Line<StoreNode>, Note>();

  constructor(text: Text<StoreNode>, noteOn: NoteOn<Note>) {
    this.#noteOn = noteOn;
    text.eachOdd((line) => this.#look(line));
  }

  /** How many lines have a note. */
  get size(): number {
    return this.#notes.size;
  }

  /** What is remembered about a line; undefined for nearly all. */
  get(line: Line<StoreNode>): Note | undefined {
    return this.#notes.get(line);
  }

  /** The lines with what is remembered about each, in no particular order. */
  get entries(): Iterable<readonly [Line<StoreNode>, Note]> {
    return this.#notes;
  }

  /** The same from the top. */
  get fromTop(): readonly (readonly [Line<StoreNode>, Note])[] {
    return [...this.#notes].toSorted(([left], [right]) => (left.isBefore(right) ? -1 : 1));
  }

  /** Follows an edit of the text. */
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
