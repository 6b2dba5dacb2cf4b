import leven from "leven";
import { nameMayBeCut } from "../store/cut-name";
import type { Entry, StoreNode } from "../store/node";
import { NETIF_KEYS } from "./keys";
import { queueIndex } from "./queue-name";

/** A key whose name is nearly that of a known one. */
export interface MisspeltKey {
  readonly entry: Entry;
  readonly meant: string;
}

/** A directory with more nodes than this was not written by a driver; comparing all their names would take long. */
const MOST_COMPARED = 150;
/** A shorter name with another letter is another word: only capitals may differ. */
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
  if (children === undefined || children.size > MOST_COMPARED) return [];
  const absent = missing.filter((name) => !children.has(name));
  if (absent.length === 0) return [];
  const unknown = children.entries(({ name, syntax }) => !nameMayBeCut(syntax) && meantKey(name) !== undefined);
  return absent.flatMap((meant) => {
    const entry = unknown.find(({ name }) => meantKey(name) === meant);
    return entry === undefined ? [] : { entry, meant };
  });
}

/** The known key that a name was perhaps meant to be: the nearest one, if it differs in a letter or two, in case, or in `_` for `-`. Undefined for a known key. */
export function meantKey(name: string): string | undefined {
  if (NETIF_KEYS.has(name) || queueIndex(name) !== undefined) return undefined;
  const spelt = name.toLowerCase().replaceAll("_", "-");
  let nearest: string | undefined;
  let limit = spelt.length < SHORT ? 0 : spelt.length < LONG ? 1 : 2;
  for (const key of NETIF_KEYS.keys()) {
    if (Math.abs(key.length - spelt.length) > limit) continue;
    const distance = leven(spelt, key);
    if (distance > limit) continue;
    nearest = key;
    limit = distance - 1;
  }
  return nearest;
}
