import type { Line } from "../dump/line";
import type { Text } from "../dump/text";
import type { Capture } from "../store/capture";
import type { Entry, StoreNode } from "../store/node";
import { isInChain } from "./landmark";
import type { Steps } from "./steps";

type TextLine = Line<StoreNode>;

/** Consecutive lines that hold a node or something below it. A directory whose lines are scattered has several runs. */
export interface Run {
  readonly node: StoreNode;
  /** The first of the lines, and its number. */
  readonly first: Entry;
  readonly start: number;
  /** The last of the lines, and its number. */
  last: TextLine;
  end: number;
  /** The runs of its children, from the top; those of keys only if they were asked for. */
  readonly inside: readonly Run[];
}

/** The lines of a capture, from its prompt if there is one. */
export interface CaptureRun extends Omit<Run, "node"> {
  readonly capture: Capture;
  readonly prompt: TextLine | undefined;
}

/** How the lines of a text are nested. */
export interface LineRuns {
  readonly captures: readonly CaptureRun[];
  /** The numbers of the first and the last line of each block of comments. Single comment lines are not included. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

/** The deepest level of runs. Nobody nests directories so deep, and what is made from runs is walked and sent recursively. */
const DEEPEST = 64;

/**
 * Reads how the lines of a text are nested: directories by their common path in flat form, by indentation in tree form.
 * @param withKeys whether nodes without anything below them have a run too
 */
export function* lineRuns(text: Text<StoreNode>, withKeys: boolean): Steps<LineRuns> {
  const reader = new RunReader(withKeys);
  let number = 0;
  for (const row of text.rowsFrom(0)) {
    for (let at = 0; at < row.length; at += 1) {
      reader.read(row[at] as TextLine, number);
      number += 1;
    }
    yield;
  }
  reader.close(0);
  return reader;
}

type OpenRun = Run & { inside: Run[] };
type OpenCaptureRun = CaptureRun & { inside: Run[] };

/** The shared `inside` of empty runs. Most runs are empty, and an array for each would be larger than the rest of the run. */
const NONE: Run[] = [];

function put(run: Run, around: OpenRun | OpenCaptureRun): void {
  if (around.inside === NONE) around.inside = [run];
  else around.inside.push(run);
}

class RunReader implements LineRuns {
  readonly captures: OpenCaptureRun[] = [];
  readonly comments: { start: number; end: number }[] = [];
  readonly #withKeys: boolean;
  readonly #open: OpenRun[] = [];
  #capture: OpenCaptureRun | undefined;
  #prompt: { line: TextLine; number: number } | undefined;
  #directory: StoreNode | undefined;
  #key: Run | undefined;
  #comment = Number.NaN;

  constructor(withKeys: boolean) {
    this.#withKeys = withKeys;
  }

  read(line: TextLine, number: number): void {
    const { surroundings, syntax } = line;
    if (surroundings !== undefined) this.#readEntry(line, surroundings, number);
    else if (syntax.kind === "comment") this.#readComment(number);
    else if (syntax.kind === "prompt") {
      this.#leave();
      this.#prompt = { line, number };
    } else if (syntax.kind !== "blank") this.#extend(line, number);
  }

  /** Ends the open runs from a depth on. */
  close(depth: number): void {
    if (this.#capture === undefined) return;
    const { last, end } = this.#capture;
    while (this.#open.length > depth) {
      const run = this.#open.pop() as OpenRun;
      run.last = last;
      run.end = end;
    }
  }

  #leave(): void {
    this.close(0);
    this.#capture = undefined;
    this.#directory = undefined;
    this.#key = undefined;
  }

  #readEntry(line: Entry, directory: StoreNode, number: number): void {
    if (directory !== this.#directory) this.#enter(directory, line, number);
    this.#key = undefined;
    const place = this.#withKeys && this.#open.length <= DEEPEST ? line.place : undefined;
    if (place !== undefined && place !== directory) {
      this.#key = { node: place, first: line, start: number, last: line, end: number, inside: NONE };
      const around = this.#open.at(-1) ?? this.#capture;
      if (around !== undefined) put(this.#key, around);
    }
    this.#extend(line, number);
  }

  #enter(directory: StoreNode, line: Entry, number: number): void {
    const { capture } = directory.top;
    if (this.#capture?.capture !== capture) {
      this.#leave();
      const start = this.#prompt?.number ?? number;
      this.#capture = { capture, prompt: this.#prompt?.line, first: line, start, last: line, end: number, inside: NONE };
      this.captures.push(this.#capture);
      this.#prompt = undefined;
    }
    this.#openDownTo(directory, this.#capture, line, number);
    this.#directory = directory;
  }

  /** Ends the runs that a node is not in, and begins those down to it. Successive nodes mostly share all but the last step or two. */
  #openDownTo(node: StoreNode | undefined, capture: OpenCaptureRun, line: Entry, number: number): void {
    let depth = this.#open.length;
    while (depth > 0 && this.#open[depth - 1]?.node !== node) depth -= 1;
    if (depth > 0 || node === undefined) return this.close(depth);
    this.#openDownTo(node.parent, capture, line, number);
    if (!isInChain(node) || this.#open.length === DEEPEST) return;
    const run: OpenRun = { node, first: line, start: number, last: line, end: number, inside: NONE };
    put(run, this.#open.at(-1) ?? capture);
    this.#open.push(run);
  }

  /** Adds a line to the capture, and to the open key if the line is part of its entry. */
  #extend(line: TextLine, number: number): void {
    if (this.#capture === undefined) return;
    this.#capture.last = line;
    this.#capture.end = number;
    if (this.#key === undefined || (line !== this.#key.first && line.head !== this.#key.first)) return;
    this.#key.last = line;
    this.#key.end = number;
  }

  #readComment(number: number): void {
    const last = this.comments.at(-1);
    if (last?.end === number - 1) last.end = number;
    else if (this.#comment === number - 1) this.comments.push({ start: number - 1, end: number });
    this.#comment = number;
  }
}
