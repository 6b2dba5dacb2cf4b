import { unescapeValue } from "../dump/unescape";
import type { StoreNode } from "../store/node";
import type { Directory } from "./directory";
import { ENOENT } from "./errno";
import { keyEntryOf, type KeyEntry } from "./key-entry";
import { scanUnsigned } from "./kernel-scan";

/**
 * What netback finds when it reads a key, as far as the dump tells. `unknown`: the dump holds the key but not its value, or, without a
 * `keyEntry`, it may have left out the key.
 */
export type Reading =
  | { readonly kind: "value"; readonly bytes: string; readonly keyEntry: KeyEntry }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly keyEntry: KeyEntry | undefined };

/**
 * Reads a key of a device as the driver does.
 * @param directory the device, which knows whether the dump may lack lines of it
 * @param node the directory of the device or of one of its queues
 */
export function read(directory: Directory, node: StoreNode, name: string): Reading {
  return readingOf(keyEntryOf(node, name), directory, node, name);
}

/** The same for a key that has been looked up. */
export function readingOf(keyEntry: KeyEntry | undefined, directory: Directory, node: StoreNode, name: string): Reading {
  if (keyEntry === undefined) {
    return directory.tells(name, node) ? { kind: "absent" } : { kind: "unknown", keyEntry };
  }
  if (!keyEntry.isKnown) return { kind: "unknown", keyEntry };
  return { kind: "value", bytes: unescapeValue(keyEntry.raw), keyEntry };
}

/** The number that netback finds in the value of a key, such as 2 in `2abc`; undefined if it finds none. Only for a value that is known. */
export function numberRead({ raw }: KeyEntry): number | undefined {
  return scanUnsigned(unescapeValue(raw));
}

/** What a scan of a reading gives: a number, or the errno that says why there is none; undefined if the dump does not tell. */
export type Scanned<Value> = { readonly value: Value; readonly errno?: undefined } | { readonly value?: undefined; readonly errno: number } | undefined;

/**
 * Scans a reading.
 * @param unmatched the errno for a value that does not match: ERANGE in xenbus_scanf, EINVAL in xenbus_gather
 */
export function scan<Value>(reading: Reading, scanner: (bytes: string) => Value | undefined, unmatched: number): Scanned<Value> {
  if (reading.kind === "unknown") return undefined;
  if (reading.kind === "absent") return { errno: ENOENT };
  const value = scanner(reading.bytes);
  return value === undefined ? { errno: unmatched } : { value };
}
