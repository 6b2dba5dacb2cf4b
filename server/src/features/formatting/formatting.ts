import type { TextChange } from "../../dump/draft";
import { readLine } from "../../dump/read-line";
import type { Range } from "../../dump/text";
import { queueIndex } from "../../netif/queue-name";
import type { Queue } from "../../netif/ring-keys";
import type { Entry } from "../../store/node";
import { subtreeEntries } from "../../store/spans";
import type { AnalysedDump } from "../analysed-dump";
import { linesIn } from "../lines-in";
import { formattedLine } from "./formatted-line";

/**
 * Writes the lines of a range as xenstore-ls prints them: in a tree, names indented by one blank a level, permissions behind the leader,
 * and queues in the order of their index; no blanks at the end of an entry. What the dump says never changes: a line that cannot be
 * rewritten without changing it stays as it is.
 * @param range the whole text if not given
 * @returns changes within lines, from the top
 */
export function formattingChanges(dump: AnalysedDump, range?: Range): TextChange[] {
  const { text } = dump;
  const lines = [...linesIn(text, range)];
  const first = range === undefined ? 0 : text.clamp(range.start).line;
  const depths = new Map<Entry, number>();
  let texts = lines.map((line) => formattedLine(line, depthOf(line, depths)));
  if (keepsParents(dump, lines, texts)) sortQueues(dump, first, lines, texts);
  else texts = lines.map((line) => formattedLine(line, undefined));
  return lines.flatMap((line, at) => changesTo(line, first + at, texts[at] ?? line.text));
}

/**
 * How deep a line of a tree stands, from 0.
 * @param depths the depths already known; takes the new ones
 */
function depthOf(line: Entry, depths: Map<Entry, number>): number {
  const above: Entry[] = [];
  let at: Entry | undefined = line;
  for (; at !== undefined && !depths.has(at); at = at.parent) above.push(at);
  let depth = at === undefined ? -1 : (depths.get(at) ?? 0);
  for (const below of above.reverse()) {
    depth += 1;
    depths.set(below, depth);
  }
  return depths.get(line) ?? 0;
}

/** Whether every tree line keeps its parent when these lines get their new texts. */
function keepsParents({ text, store }: AnalysedDump, lines: readonly Entry[], texts: readonly string[]): boolean {
  const indentations = new Map<Entry, number>();
  for (const [at, line] of lines.entries()) {
    if (texts[at] === line.text) continue;
    const { start, pathStart } = readLine(texts[at] ?? line.text);
    indentations.set(line, pathStart - start);
  }
  if (indentations.size === 0) return true;
  // Of a tree without its beginning, only the indentation tells where the lines that are left stood.
  if (store.captures.some(({ isTorn }) => isTorn)) return false;
  const after = (line: Entry): number => indentations.get(line) ?? line.indentation;
  let under: Entry | undefined;
  for (const line of text.lines()) {
    if (line.syntax.kind === "prompt" || (line.syntax.kind === "entry" && line.syntax.form === "flat")) under = undefined;
    if (line.syntax.kind !== "entry" || line.syntax.form === "flat") continue;
    // A capture that begins in the middle of a tree does so because of what its first line would otherwise be indented under. That must stay the same.
    const beginsAnew = line.parent === undefined && line.place?.top.capture.first === line;
    if (line.parent === undefined && line.place !== undefined && after(line) < after(line.place.top.capture.first)) return false;
    if (parentOf(line, under, after) !== (beginsAnew ? parentOf(line, under, ({ indentation }) => indentation) : line.parent)) return false;
    under = line;
  }
  return true;
}

/** The line that a line is indented under. The search goes up from the tree line above it. */
function parentOf(line: Entry, above: Entry | undefined, indentationOf: (line: Entry) => number): Entry | undefined {
  let parent = above;
  while (parent !== undefined && indentationOf(parent) >= indentationOf(line)) parent = parent.parent;
  return parent;
}

/** A queue with everything below it, in consecutive lines. */
interface QueueBlock {
  readonly index: number;
  /** The number of its first line. */
  readonly start: number;
  readonly length: number;
}

/** Sorts the queues of each frontend in a tree by index, as far as no other line stands between them. */
function sortQueues(dump: AnalysedDump, first: number, lines: readonly Entry[], texts: string[]): void {
  const end = first + lines.length;
  const parents = new Set(lines.flatMap(({ place }) => (place?.parent === undefined || queueIndex(place.name) === undefined ? [] : place.parent)));
  for (const node of parents) {
    const frontend = dump.model.directory(node);
    if (frontend?.side !== "frontend" || frontend.queues.length < 2) continue;
    const blocks = frontend.queues.flatMap((queue) => blockOf(queue) ?? []).toSorted((left, right) => left.start - right.start);
    for (const run of runsOf(blocks.filter(({ start, length }) => start >= first && start + length <= end))) {
      const sorted = run.toSorted((left, right) => left.index - right.index);
      const written = sorted.flatMap(({ start, length }) => texts.slice(start - first, start - first + length));
      const start = (run[0]?.start ?? first) - first;
      for (const [at, text] of written.entries()) texts[start + at] = text;
    }
  }
}

function blockOf({ node, index }: Queue): QueueBlock | undefined {
  const entries = subtreeEntries(node);
  const [head] = entries;
  const last = entries.at(-1);
  if (head === undefined || last === undefined || head.place !== node) return undefined;
  const start = head.number;
  // These must not move: the last line of a text that breaks off shows what may be missing, and the first line of a capture shows where that begins.
  const isTied = last.eol === "" || head.place.top.capture.first === head;
  const isPlain = entries.every(({ syntax, place, statement }) => syntax.form === "tree" && statement === undefined && place?.earlier === undefined);
  if (isTied || !isPlain || last.number - start + 1 !== entries.length) return undefined;
  return { index, start, length: entries.length };
}

/** Groups the blocks that follow each other without a line between them. */
function runsOf(blocks: readonly QueueBlock[]): QueueBlock[][] {
  const runs: QueueBlock[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && before.start + before.length === block.start) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** The changes that give a line another text: before the name, and behind it. */
function changesTo({ text, syntax }: Entry, number: number, written: string): TextChange[] {
  if (text === written) return [];
  const name = syntax.pathStart;
  const newName = readLine(written).pathStart;
  return [...changeWithin(number, 0, text.slice(0, name), written.slice(0, newName)), ...changeWithin(number, name, text.slice(name), written.slice(newName))];
}

/** The change that turns one stretch of a line into another, without their common beginning and end. */
function changeWithin(line: number, offset: number, before: string, after: string): TextChange[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const range = { start: { line, character: offset + same }, end: { line, character: offset + before.length - tail } };
  return [{ range, newText: after.slice(same, after.length - tail) }];
}
