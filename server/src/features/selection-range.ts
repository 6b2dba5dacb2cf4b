import type { Line } from "../dump/line";
import type { LineKind } from "../dump/line-syntax";
import { comparePositions, rangeOf, type Position, type Range } from "../dump/text";
import type { Capture } from "../store/capture";
import type { StoreNode } from "../store/node";
import { pathSpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { landmarksAbove } from "./landmark";
import { entryAt, pointedAt } from "./pointed";

/**
 * What a selection at a position grows to, from the inside: the value or the path segment, the value with its quotes or the path, the
 * line, the queue, the device, the domain, the capture, the whole dump. Each is larger than the one before and holds it.
 * @returns at least one
 */
export function selectionsAt(dump: AnalysedDump, position: Position): Range[] {
  const at = dump.text.clamp(position);
  const ranges = [...wordsAt(dump, at), lines(dump, at.line, at.line), ...directoriesAround(dump, at.line), lines(dump, 0, dump.text.lineCount - 1)];
  const growing: Range[] = [];
  for (const range of ranges) if (isLarger(range, growing.at(-1))) growing.push(range);
  return growing;
}

function wordsAt(dump: AnalysedDump, position: Position): Range[] {
  const pointed = pointedAt(dump, position);
  if (pointed === undefined) return [];
  const { entry, span, isValue } = pointed;
  if (!isValue) return [rangeOf(span), rangeOf(pathSpan(entry))];
  const isQuoted = span.line.text[span.start - 1] === '"' && (span.lastLine ?? span.line).text[span.end] === '"';
  return [rangeOf(span), ...(isQuoted ? [rangeOf({ ...span, start: span.start - 1, end: span.end + 1 })] : [])];
}

/** For each directory around a line, from the innermost: the consecutive lines around it that are in that directory. Then the lines of its capture. */
function directoriesAround(dump: AnalysedDump, line: number): Range[] {
  const entry = entryAt(dump.text, line);
  if (entry?.place === undefined) return [];
  const { place } = entry;
  const directories = landmarksAbove(dump.model, place).flatMap(({ node, landmark }) => (landmark === "passage" ? [] : [node]));
  const up = reach(dump, directories, line, -1);
  const down = reach(dump, directories, line, 1);
  const ranges = directories.map((_, depth) => lines(dump, up[depth] ?? line, down[depth] ?? line));
  return [...ranges.reverse(), captureAround(dump, place.top.capture)];
}

/** How far the consecutive lines in a directory reach from a line in one direction: a line number for each of some nested directories, from the outermost. */
function reach(dump: AnalysedDump, directories: readonly StoreNode[], from: number, step: 1 | -1): number[] {
  const depthOf = new Map(directories.map((node, index) => [node, index + 1]));
  const ends: number[] = directories.map(() => from);
  let open = directories.length;
  let parent: StoreNode | undefined;
  let depth = 0;
  let line = dump.text.lineAt(from);
  for (let number = from; open > 0; number += step, line = line.block.lines[number - line.block.first] ?? dump.text.lineAt(number)) {
    if (line === undefined || line.syntax.kind === "prompt") break;
    const { head, place } = line;
    // A continuation belongs to its entry, which is above it: it counts only on the way down.
    if (place === undefined && (head === undefined || step < 0)) continue;
    if (place !== undefined) {
      const own = depthOf.get(place);
      if (own === undefined && place.parent !== parent) {
        parent = place.parent;
        depth = depthBelow(depthOf, parent);
      }
      open = Math.min(open, own ?? depth);
    }
    for (let index = 0; index < open; index += 1) ends[index] = number;
  }
  return ends;
}

function depthBelow(depthOf: ReadonlyMap<StoreNode, number>, node: StoreNode | undefined): number {
  for (let at = node; at !== undefined; at = at.parent) {
    const depth = depthOf.get(at);
    if (depth !== undefined) return depth;
  }
  return 0;
}

/** The lines of a capture, from its prompt if there is one. */
function captureAround(dump: AnalysedDump, capture: Capture): Range {
  const { store, text } = dump;
  const next = store.captures[store.captures.indexOf(capture) + 1];
  const first = capture.first.number;
  let above = first - 1;
  while (isBetween(text.lineAt(above), "blank", "comment")) above -= 1;
  let last = next === undefined ? text.lineCount - 1 : next.first.number - 1;
  while (isBetween(text.lineAt(last), "blank", "comment", "prompt")) last -= 1;
  return lines(dump, text.lineAt(above)?.syntax.kind === "prompt" ? above : first, last);
}

function isBetween(line: Line<StoreNode> | undefined, ...kinds: readonly LineKind[]): boolean {
  return line !== undefined && kinds.includes(line.syntax.kind);
}

/** Whole lines, both included. */
function lines({ text }: AnalysedDump, first: number, last: number): Range {
  return { start: { line: first, character: 0 }, end: { line: last, character: text.lineAt(last)?.text.length ?? 0 } };
}

/** Whether a range holds another one and more. */
function isLarger({ start, end }: Range, than: Range | undefined): boolean {
  if (than === undefined) return true;
  const startsBefore = comparePositions(start, than.start);
  const endsBehind = comparePositions(end, than.end);
  return startsBefore <= 0 && endsBehind >= 0 && (startsBefore < 0 || endsBehind > 0);
}
