import { rangeOf, type Position, type Range } from "../../dump/text";
import { NETIF_KEYS, netifKey } from "../../netif/keys";
import { queueIndex } from "../../netif/queue-name";
import type { AnalysedDump } from "../analysed-dump";
import { introduceKey } from "../hover/explain-key";
import { placeInside } from "../netif-place";
import { missingKeys, missingQueue } from "./complete-keys";
import { directoriesIn } from "./complete-paths";
import { valuesFor } from "./complete-values";
import { readCursor, type PathCursor, type ValueCursor } from "./cursor";
import type { Completion, KeyReference } from "./item";
import { knownPath, writingPlaces } from "./place";
import { wholeVifs } from "./whole-vif";

/** What could stand at a position, the likeliest first. */
export interface Completions {
  readonly completions: readonly Completion[];
  /** What to replace if the editor keeps the text behind the cursor. A value is replaced as a whole in any case. */
  readonly inserted: Range;
  /** What to replace if it does not. */
  readonly replaced: Range;
  /** Whether typing more can bring up others. */
  readonly isIncomplete: boolean;
}

/** What an editor can do with a completion. */
export interface CompletionOptions {
  /** It inserts several lines without changing their indentation. Otherwise only one line of a tree is offered. */
  readonly keepsIndentation: boolean;
}

/**
 * Finds what could stand at a position: keys that are missing there, the next segment of a path, values.
 * @returns undefined if there is nothing to offer, such as in comments
 */
export function completionsAt(dump: AnalysedDump, position: Position, options: CompletionOptions): Completions | undefined {
  const cursor = readCursor(dump.text, position);
  if (cursor === undefined) return undefined;
  const found = cursor.in === "value" ? valueCompletions(dump, cursor) : pathCompletions(dump, cursor, options);
  if (found === undefined || found.completions.length === 0) return undefined;
  const [start, end] = cursor.in === "value" ? [cursor.start, cursor.end] : [cursor.segmentStart, cursor.segmentEnd];
  const { line } = cursor;
  // One of several values is chosen instead of the old one: the rest of that would make another value of it, such as 54 of 5.
  const insertedEnd = cursor.in === "value" ? end : cursor.at;
  return { ...found, inserted: rangeOf({ line, start, end: insertedEnd }), replaced: rangeOf({ line, start, end }) };
}

/** What is known about the key that a completion refers to; undefined if there is no such key in that place. */
export function introduceNetifKey({ key: name, at }: KeyReference): { readonly markdown: string; readonly plain: string } | undefined {
  const key = NETIF_KEYS.get(name);
  if (key?.places.includes(at) !== true) return undefined;
  const { markdown, plain } = introduceKey(key, at);
  return { markdown, plain };
}

type Found = Pick<Completions, "completions" | "isIncomplete">;

function pathCompletions(dump: AnalysedDump, written: PathCursor, { keepsIndentation }: CompletionOptions): Found {
  const found = writingPlaces(dump, written).map((place): Found => {
    const cursor = { ...written, start: written.start - (place.outdent ?? 0) };
    const { completions: directories, isIncomplete } = directoriesIn(dump, place, cursor);
    const { netif } = place;
    // If another segment follows, this one is not a key: a key has nothing below it.
    if (netif === undefined || cursor.next === "segment") return { completions: directories, isIncomplete };
    const queue = missingQueue(dump, place, netif, cursor, keepsIndentation || place.form !== "tree");
    return { completions: [...queue, ...missingKeys(dump, place, netif, cursor), ...directories].map((one) => ({ ...one, outdent: place.outdent })), isIncomplete };
  });
  return { completions: [...withoutRepetition(found.flatMap(({ completions }) => completions)), ...wholeVifs(dump, written)], isIncomplete: found.some(({ isIncomplete }) => isIncomplete) };
}

/** A ring key may be missing in a queue and at the top level, too: then only the one in the queue, where the line is. */
function withoutRepetition(completions: readonly Completion[]): readonly Completion[] {
  const isInQueue = (name: string): boolean => completions.some(({ label, outdent }) => label === name && outdent === undefined);
  return completions.filter(({ label, outdent }) => outdent === undefined || !isInQueue(label));
}

function valueCompletions(dump: AnalysedDump, { entry, isClosed }: ValueCursor): Found | undefined {
  const node = entry.place;
  const netif = node?.parent && placeInside(dump.model, node.parent);
  if (node?.parent === undefined || netif === undefined) return undefined;
  const key = netifKey(node.name, netif.at);
  if (key === undefined) return undefined;
  const queue = netif.at === "queue" ? queueIndex(node.parent.name) : undefined;
  const close = isClosed ? "" : '"';
  const values = valuesFor(dump, key, { ...netif, queue }, knownPath(node.parent), node);
  const completions = values.map(({ value, ...shown }): Completion => ({ label: value, ...shown, text: [value + close] }));
  return { completions, isIncomplete: false };
}
