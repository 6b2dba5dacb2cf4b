import { diffChars } from "diff";
import { nameMayBeCut } from "../store/cut-name";
import type { Entry, StoreNode } from "../store/node";
import { NETIF_KEYS } from "./keys";
import { queueIndex } from "./queue-name";

/** A key whose name is nearly that of a known one. */
export interface MisspeltKey {
  readonly entry: Entry;
  readonly meant: string;
}

/** A directory with more nodes than this, or with more names that are not known, was not written by a driver; looking at them all would take long. */
const MOST_NODES = 1000;
const MOST_UNKNOWN = 24;
/** A shorter name with another letter is another word: only its case may differ. */
const SHORT = 4;
/** From this length on, two letters may differ. */
const LONG = 9;

/**
 * Finds the keys of a directory that were perhaps meant to be others, which are missing: `event_channel_tx`, `multi-queue-num-queue`.
 * @param missing names of known keys; those that are there all the same are passed over
 * @returns at most one for each missing name, in the order of these names
 */
export function misspeltKeys(directory: StoreNode, missing: readonly string[]): readonly MisspeltKey[] {
  const { children } = directory;
  if (children === undefined || children.size > MOST_NODES) return [];
  const absent = missing.filter((name) => !children.has(name));
  const unknown = children.entries(({ name, syntax }) => !nameMayBeCut(syntax) && !isKnown(name));
  if (unknown.length > MOST_UNKNOWN) return [];
  // Nearly all names are like none of these few, and need not be compared with all keys.
  const near = unknown.filter(({ name }) => meantKey(name, absent) !== undefined);
  const guesses = near.map((entry) => ({ entry, meant: meantKey(entry.name) }));
  return absent.flatMap((meant) => {
    const { entry } = guesses.find((guess) => guess.meant === meant) ?? {};
    return entry === undefined ? [] : { entry, meant };
  });
}

/**
 * The known key that a name was perhaps meant to be: the nearest one, if it differs in a letter or two, in case, or in `_` for `-`. Undefined for a known key.
 * @param keys those to compare it with
 */
export function meantKey(name: string, keys: Iterable<string> = NETIF_KEYS.keys()): string | undefined {
  if (isKnown(name)) return undefined;
  const spelt = name.toLowerCase().replaceAll("_", "-");
  let nearest: string | undefined;
  // In letters that are added or removed: another letter, or two that changed places, are two of these.
  let limit = spelt.length < SHORT ? 0 : spelt.length < LONG ? 2 : 4;
  for (const key of keys) {
    if (Math.abs(key.length - spelt.length) > limit) continue;
    const changes = diffChars(spelt, key, { maxEditLength: limit });
    if (changes === undefined) continue;
    nearest = key;
    limit = changes.reduce((sum, { added, removed, count }) => (added || removed ? sum + count : sum), -1);
  }
  return nearest;
}

function isKnown(name: string): boolean {
  return NETIF_KEYS.has(name) || queueIndex(name) !== undefined;
}
