import { PLACES, type Place } from "../../netif/key";

/** A placeholder `<…>` that is the whole value of an entry. */
const PLACEHOLDER = /(?<== ")(<[^<>"\n]*>)(?=")/;

/** A place for the user to fill in, with its initial text. */
export interface Field {
  readonly fill: string;
  /** When its turn comes: fields with the same number are filled in together, and 0 is where the cursor ends. Without one, fields follow one another. */
  readonly stop?: number;
}

/** What is to be inserted: text, and fields. Either all of these have a number, or none has. */
export type Fillable = readonly (string | Field)[];

/** One thing that could stand at the cursor. */
export interface Completion {
  readonly kind: "key" | "directory" | "queue" | "state" | "value" | "path" | "vif";
  /** Safe to show. */
  readonly label: string;
  /** A few words beside the label: plain text, safe to show. */
  readonly detail?: string | undefined;
  /** What the typed text is compared with, if not the label. */
  readonly filter?: string | undefined;
  readonly text: Fillable;
  /** How many blanks right before what is replaced must go too. */
  readonly outdent?: number | undefined;
  /** An explanation, or the key for which `introduceNetifKey` gives one. */
  readonly about?: { readonly plain: string } | KeyReference | undefined;
  /** Whether to select it when the list opens, wherever it is in the list. */
  readonly isPreferred?: boolean;
  /** Whether there is more to choose once this is inserted. */
  readonly leadsOn?: boolean;
}

/** A key of a vif, and where it would stand. */
export interface KeyReference {
  readonly key: string;
  readonly at: Place;
}

/** Reads a reference that an editor sends back; undefined if the value is not one. */
export function readKeyReference(value: unknown): KeyReference | undefined {
  if (typeof value !== "object" || value === null || !("key" in value) || !("at" in value)) return undefined;
  const at = PLACES.find((place) => place === value.at);
  return typeof value.key === "string" && at !== undefined ? { key: value.key, at } : undefined;
}

/** Turns the placeholders in lines into fields to fill in. */
export function withFields(text: string): Fillable {
  return text.split(PLACEHOLDER).map((part, at) => (at % 2 === 1 ? { fill: part } : part));
}

/** The text with the initial text of each field. */
export function plainText(text: Fillable): string {
  return text.map((part) => (typeof part === "string" ? part : part.fill)).join("");
}
