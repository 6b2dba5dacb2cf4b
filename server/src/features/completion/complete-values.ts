import { t } from "../../l10n";
import { backendPathFor, frontendPathFor, isNumber, readVifPath, type VifPath } from "../../netif/device-address";
import { controlPlaceholder, placeholder } from "../../netif/edits/queue-subtree";
import { numberAfterAll } from "../../netif/free-number";
import { isFeatureFlag, type NetifKey } from "../../netif/key";
import { isMac } from "../../netif/mac";
import { isRingKeyName, NUM_QUEUES } from "../../netif/ring-keys";
import { STATE_MEANINGS, STATE_NAMES, type XenbusState } from "../../netif/state";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { fromTable, plainOf } from "../prose";
import type { Completion } from "./item";
import type { WrittenNetif } from "./place";

/** A value that a key could have. */
export interface Value {
  readonly kind: "state" | "value" | "path";
  readonly value: string;
  /** What the list shows, if not just the value. */
  readonly label?: string;
  readonly filter?: string;
  readonly detail?: string | undefined;
  readonly about?: Completion["about"];
  /** Whether to select it when the list opens. */
  readonly isPreferred?: boolean;
  /** The dump implies this value, or the key rarely has another. */
  readonly isLikely?: boolean;
}

/** The highest number of queues to offer: nobody picks more from a list. */
const MOST_QUEUES = 64;

/**
 * The values that a key could have, the likeliest first; none for keys whose value only their owner knows.
 * @param path the absolute path of the directory that the key is in, if it is known
 * @param own the node that is being written, if the dump has it already
 */
export function valuesFor(dump: AnalysedDump, key: NetifKey, netif: WrittenNetif, path: string | undefined, own?: StoreNode): Value[] {
  const { type } = key;
  switch (type.kind) {
    case "state": return states(netif);
    case "flag": return flags(isFeatureFlag(key));
    case "one-of": return type.values.filter((value) => value !== "").map((value) => ({ kind: "value", value }));
    case "path": return key.name === "backend" || key.name === "frontend" ? links(dump, netif, path) : [];
    case "domid": return domids(key, netif, path);
    case "ring-reference":
    case "event-channel": return numbers(key, type.kind, netif, own);
    case "integer": return integers(dump, key, netif, path);
    case "mac": return macs(dump, netif);
    case "string":
    case "rate":
    case "directory": return [];
  }
}

function states({ at }: WrittenNetif): Value[] {
  const side = at === "backend" ? "backend" : "frontend";
  const all = Object.entries(STATE_NAMES).map(([digit, name]): Value => {
    const meaning = STATE_MEANINGS[side][Number(digit) as XenbusState];
    return { kind: "state", value: digit, label: `${digit} – ${name}`, filter: `${digit} ${name}`, isPreferred: name === "Connected", about: { plain: plainOf(fromTable(meaning)) } };
  });
  // No frontend writes these states: they come last.
  const odd = (value: Value): number => (side === "frontend" && (value.value === "2" || value.value === "8") ? 1 : 0);
  return all.toSorted((left, right) => odd(left) - odd(right));
}

/** @param isLikely whether those who write the key mostly set it to 1 */
function flags(isLikely: boolean): Value[] {
  return [
    { kind: "value", value: "1", isLikely },
    { kind: "value", value: "0" },
  ];
}

/** Paths of the other half: the directories that link back to this one, then the usual path. */
function links(dump: AnalysedDump, { directory, at }: WrittenNetif, path: string | undefined): Value[] {
  if (path === undefined || numbersIn(path) === undefined) return [];
  const paths = Array.from(dump.model.linkingTo(path), (node) => node.path).toSorted();
  if (at === "backend") paths.push(frontendPathFor(path));
  else paths.push(backendPathFor(path, String(directory?.keyEntry("backend-id")?.decimal ?? 0)));
  const other = at === "backend" ? "frontend" : "backend";
  return [...new Set(paths.filter((candidate) => numbersIn(candidate)?.side === other))].map((value, order): Value => ({ kind: "path", value, isLikely: order === 0 }));
}

function likelyValue(value: string, detail?: string): Value {
  return { kind: "value", value, detail, isLikely: true };
}

/** The address of the other half: the toolstack gives both the same. */
function macs(dump: AnalysedDump, { directory }: WrittenNetif): Value[] {
  const value = (directory && dump.model.peer(directory)?.keyEntry("mac")?.text) ?? "";
  return isMac(value) ? [likelyValue(value)] : [];
}

/** The domain of the other half, as the paths tell it. */
function domids(key: NetifKey, { directory }: WrittenNetif, path: string | undefined): Value[] {
  const value = key.name === "frontend-id" ? numbersIn(path)?.guest : numbersIn(directory?.link)?.domain;
  if (value !== undefined) return [likelyValue(value, t("by the path"))];
  return key.name === "backend-id" ? [likelyValue("0", t("the control domain"))] : [];
}

/** Only the guest knows its numbers, so this offers a placeholder, and as an example a number that nothing else in the domain has. */
function numbers(key: NetifKey, kind: "ring-reference" | "event-channel", { directory, queue }: WrittenNetif, own: StoreNode | undefined): Value[] {
  const value = isRingKeyName(key.name) ? placeholder(key.name, queue ?? 0) : controlPlaceholder(kind === "event-channel" ? "event-channel-ctrl" : "ctrl-ring-ref");
  const values = [likelyValue(value, t("to be filled in"))];
  const free = directory === undefined ? undefined : numberAfterAll(directory.address.domain, kind, own);
  if (free !== undefined) values.push({ kind: "value", value: String(free), detail: t("an example: no other key of this domain has it") });
  return values;
}

function integers(dump: AnalysedDump, key: NetifKey, { directory }: WrittenNetif, path: string | undefined): Value[] {
  if (key.name === "handle") {
    const value = numbersIn(path)?.index;
    return value === undefined ? [] : [likelyValue(value, t("by the path"))];
  }
  if (key.name !== NUM_QUEUES || directory?.side !== "frontend") return [];
  const { backend } = dump.model.vif(directory);
  const present = directory.queues.length;
  const limit = Math.min(backend === undefined ? Math.max(present, 1) : (backend.maxQueues ?? 1), MOST_QUEUES);
  const counts = Array.from({ length: limit }, (_, index) => index + 1);
  const likely = counts.includes(present) ? present : directory.topLevel.isEmpty ? limit : 1;
  const ordered = counts.toSorted((left, right) => Number(right === likely) - Number(left === likely));
  return ordered.map((count): Value => ({
    kind: "value",
    value: String(count),
    ...(count === present ? { detail: t("as many as there are") } : count === limit && backend !== undefined ? { detail: t("the most that the backend allows") } : {}),
    isLikely: count === likely,
  }));
}

/** What the path of a vif directory tells; undefined for any other path, and for one with a masked id. */
function numbersIn(path: string | undefined): VifPath | undefined {
  const vif = path === undefined ? undefined : readVifPath(path);
  return vif !== undefined && isNumber(vif.domain) && isNumber(vif.guest) ? vif : undefined;
}
