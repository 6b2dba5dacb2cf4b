import { t } from "../l10n";
import { MAX_UINT32 } from "./decimal";

/** Where a key can stand: the frontend directory, the backend directory, a queue directory of the frontend. */
export const PLACES = ["frontend", "backend", "queue"] as const;

export type Place = (typeof PLACES)[number];

/** Who writes a key. */
export type Owner = "frontend" | "backend" | "toolstack" | "hotplug script";

/** What a value looks like. Numbers are decimal throughout. */
export type ValueType =
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "flag" }
  | { readonly kind: "ring-reference" }
  | { readonly kind: "event-channel" }
  | { readonly kind: "state" }
  | { readonly kind: "domid" }
  | { readonly kind: "path" }
  | { readonly kind: "mac" }
  | { readonly kind: "rate" }
  | { readonly kind: "one-of"; readonly values: readonly string[] }
  | { readonly kind: "string" }
  | { readonly kind: "directory" };

/** The releases that brought a key; `note` if a release alone does not tell. */
export interface Since {
  readonly xen?: string;
  readonly linux?: string;
  readonly note?: string;
}

/** What is known about one key of a vif. Prose is plain text, `code` in backticks. */
export interface NetifKey {
  readonly name: string;
  readonly places: readonly Place[];
  /** One writer, or one for each place. */
  readonly owner: Owner | Readonly<Partial<Record<Place, Owner>>>;
  readonly type: ValueType;
  /** What the absence of the key means: a phrase. */
  readonly absent: string;
  readonly since: Since;
  readonly sources: readonly string[];
  /** The numbered sentences of the specification that speak of the key: S1 to S13, E1, E2. */
  readonly sentences?: readonly string[];
  readonly description: string;
  /** What trips people up. */
  readonly caveat?: string;
}

/** Keys of one subject, in the order of a manual. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly NetifKey[];
}

/** Says who writes a key at a place where it may stand. */
export function ownerAt(key: NetifKey, place: Place): Owner | undefined {
  if (!key.places.includes(place)) return undefined;
  return typeof key.owner === "string" ? key.owner : key.owner[place];
}

/** Says whether a key is a `feature-*` or `request-*` flag, which is 0 or 1 (E1). */
export function isFeatureFlag(key: NetifKey): boolean {
  return key.type.kind === "flag" && /^(feature|request)-/.test(key.name);
}

/** Puts a value type into words: "decimal integer from 1 to 8". */
export function describeValue(type: ValueType): string {
  switch (type.kind) {
    case "integer": return type.max === MAX_UINT32 ? t("decimal integer from {0} up", type.min) : t("decimal integer from {0} to {1}", type.min, type.max);
    case "flag": return t("0 or 1");
    case "ring-reference": return t("grant reference, a decimal integer");
    case "event-channel": return t("event channel port, a decimal integer");
    case "state": return t("XenBus state from 0 to 8");
    case "domid": return t("domid, a decimal integer");
    case "path": return t("absolute XenStore path");
    case "mac": return t("six hex octets with colons between them");
    case "rate": return t("bytes and microseconds: `bytes,usec`");
    case "one-of": return type.values.map((value) => (value === "" ? t("empty") : `\`${value}\``)).join(", ");
    case "string": return t("text");
    case "directory": return t("empty; a directory");
  }
}
