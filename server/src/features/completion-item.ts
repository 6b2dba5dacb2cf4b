import type { Place } from "../netif/key";

const PLACES: readonly Place[] = ["frontend", "backend", "queue"];

/** What is written when a completion is chosen: text, and places that the user fills in, with what stands there until then. */
export type Fillable = readonly (string | { readonly fill: string })[];

/** One thing that could stand at the cursor. */
export interface Completion {
  readonly kind: "key" | "directory" | "queue" | "state" | "value" | "path";
  readonly label: string;
  /** A few words beside the label: plain text, safe to show. */
  readonly detail?: string;
  /** What the typed text is compared with, where that is not the label. */
  readonly filter?: string;
  readonly text: Fillable;
  /** What is known of it: an explanation, or the key to ask `introduceNetifKey` for. */
  readonly about?: { readonly plain: string } | KeyReference;
  /** Whether it is the one to be marked when the list comes up, wherever it stands in it. */
  readonly isPreferred?: boolean;
  /** Whether there is more to choose once this is written. */
  readonly leadsOn?: boolean;
}

/** A key of a vif, and where it would stand. */
export interface KeyReference {
  readonly key: string;
  readonly at: Place;
}

/** Reads a reference as an editor sends it back; undefined for everything else. */
export function readKeyReference(value: unknown): KeyReference | undefined {
  if (typeof value !== "object" || value === null || !("key" in value) || !("at" in value)) return undefined;
  const at = PLACES.find((place) => place === value.at);
  return typeof value.key === "string" && at !== undefined ? { key: value.key, at } : undefined;
}

/** The text with all places as they are before the user fills them in. */
export function plainText(text: Fillable): string {
  return text.map((part) => (typeof part === "string" ? part : part.fill)).join("");
}
