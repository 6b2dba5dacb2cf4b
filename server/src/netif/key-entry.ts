import { COLON, LESS, ZERO } from "../dump/characters";
import type { Entry, StoreNode } from "../store/node";
import { contentSpan, nameSpan, valueSpan, type EntrySpan } from "../store/spans";
import { readDecimal } from "./decimal";

/** `<ring-ref-tx0>`: a value that only the guest can know. The closing bracket may be missing, as in the specification. */
const PLACEHOLDER = /^<[^<>"]*>?$/;

/** A key of a vif with its value, as the dump holds it. */
export class KeyEntry {
  readonly name: string;
  readonly entry: Entry;
  #decimal: number | "none" | undefined;

  /** @param name that of the entry; a caller that has it spares cutting it out of the line again */
  constructor(entry: Entry, name = entry.name) {
    this.name = name;
    this.entry = entry;
  }

  /** The lines that hold the key, from the top: several only if its path stands in the dump more than once. */
  get entries(): readonly Entry[] {
    return this.entry.place?.entries ?? [];
  }

  /** The value as written, escapes included. */
  get raw(): string {
    return this.entry.value;
  }

  /** Whether the value is still to be filled in. */
  get isPlaceholder(): boolean {
    const { syntax } = this.entry;
    return syntax.value === "whole" && this.entry.codeAt(syntax.valueStart) === LESS && PLACEHOLDER.test(this.raw);
  }

  /** Whether the dump tells the value: it is neither cut, unreadable, broken off nor a placeholder. */
  get isKnown(): boolean {
    return this.entry.syntax.value === "whole" && !this.isPlaceholder;
  }

  /** Whether xenstore-ls could not read the node, `state:`: it was gone. A value that is redacted, or missing from a list of names, only is not known. */
  get isGone(): boolean {
    const { entry } = this;
    return entry.syntax.value === "unreadable" && entry.codeAt(entry.syntax.pathEnd) === COLON;
  }

  /** The value; undefined if the dump does not tell it. */
  get text(): string | undefined {
    return this.isKnown ? this.raw : undefined;
  }

  /** The value as a decimal number of 32 bits; undefined if it is not one or is not known. */
  get decimal(): number | undefined {
    this.#decimal ??= (this.isKnown ? readDecimal(this.raw) : undefined) ?? "none";
    return this.#decimal === "none" ? undefined : this.#decimal;
  }

  /** Whether the value is a decimal number with leading zeros, which a driver would not write. */
  get hasLeadingZeros(): boolean {
    return this.entry.codeAt(this.entry.syntax.valueStart) === ZERO && this.raw.length > 1 && this.decimal !== undefined;
  }

  get nameSpan(): EntrySpan {
    return nameSpan(this.entry);
  }

  get valueSpan(): EntrySpan {
    return valueSpan(this.entry);
  }

  /** Where another value goes: between the quotes, even if there is nothing between them. Only for a known value. */
  get contentSpan(): EntrySpan {
    return contentSpan(this.entry);
  }
}

/** Reads a key of a directory; undefined if it is absent, or only a directory that its contents name. */
export function keyEntryOf(directory: StoreNode | undefined, name: string): KeyEntry | undefined {
  const entry = directory?.childEntry(name);
  return entry === undefined ? undefined : new KeyEntry(entry, name);
}

/** An empty list of keys, shared because most callers find none. */
export const NOTHING: readonly never[] = [];

/** Those of two keys that are there. */
export function present(one: KeyEntry | undefined, other: KeyEntry | undefined): readonly KeyEntry[] {
  if (one === undefined) return other === undefined ? NOTHING : [other];
  return other === undefined ? [one] : [one, other];
}
