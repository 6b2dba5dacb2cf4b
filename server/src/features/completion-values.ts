import { t } from "../l10n";
import { placeholder } from "../netif/edits/queue-subtree";
import { numberAfterAll } from "../netif/free-number";
import { Frontend } from "../netif/frontend";
import type { NetifKey } from "../netif/key";
import { RING_KEYS } from "../netif/ring-keys";
import { STATE_MEANINGS, STATE_NAMES, type XenbusState } from "../netif/state";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import type { Completion } from "./completion-item";
import type { WrittenNetif } from "./completion-place";
import { fromTable, Prose } from "./prose";

/** A value that a key could have. */
export interface Value {
  readonly kind: "state" | "value" | "path";
  readonly value: string;
  /** What the list shows where that is not the value alone. */
  readonly label?: string;
  readonly filter?: string;
  readonly detail?: string;
  readonly about?: Completion["about"];
  /** The one that should be marked in a list. */
  readonly isPreferred?: boolean;
  /** The dump tells that it is this one, or the key is rarely anything else. */
  readonly isLikely?: boolean;
}

/** More queues than this are nobody's wish from a list. */
const MOST_QUEUES = 64;
const DEVICE = /^\/local\/domain\/([0-9]+)\/(?:device\/vif\/([0-9]+)|backend\/(?:vif|qnic)\/([0-9]+)\/([0-9]+))$/;

/**
 * What a key could hold, the likeliest first; nothing for keys that only their owner knows a value of.
 * @param path the absolute path of the vif directory, where that is known
 * @param own the node that is being written, where it is there already
 */
export function valuesFor(dump: AnalysedDump, key: NetifKey, netif: WrittenNetif, path: string | undefined, own?: StoreNode): Value[] {
  const { type } = key;
  switch (type.kind) {
    case "state": return states(netif);
    case "flag": return key.name.startsWith("feature-") || key.name.startsWith("request-") ? flags(true) : flags(false);
    case "one-of": return type.values.filter((value) => value !== "").map((value) => ({ kind: "value", value }));
    case "path": return key.name === "backend" || key.name === "frontend" ? links(dump, netif, path) : [];
    case "domid": return domids(key, netif, path);
    case "ring-reference":
    case "event-channel": return numbers(key, type.kind, netif, own);
    case "integer": return integers(dump, key, netif, path);
    case "string":
    case "mac":
    case "rate":
    case "directory": return [];
  }
}

function states({ at }: WrittenNetif): Value[] {
  const side = at === "backend" ? "backend" : "frontend";
  const all = Object.entries(STATE_NAMES).map(([digit, name]): Value => {
    const meaning = STATE_MEANINGS[side][Number(digit) as XenbusState];
    return { kind: "state", value: digit, label: `${digit} – ${name}`, filter: `${digit} ${name}`, isPreferred: name === "Connected", about: { plain: new Prose().paragraph(...fromTable(meaning)).plain } };
  });
  // No frontend writes these.
  const odd = (value: Value): number => (side === "frontend" && (value.value === "2" || value.value === "8") ? 1 : 0);
  return all.toSorted((left, right) => odd(left) - odd(right));
}

/** @param isLikely whether somebody who writes the key mostly means 1 */
function flags(isLikely: boolean): Value[] {
  return [
    { kind: "value", value: "1", isLikely },
    { kind: "value", value: "0" },
  ];
}

/** The path of the other half: where a directory links back to this one, and where it would be. */
function links(dump: AnalysedDump, { directory, at }: WrittenNetif, path: string | undefined): Value[] {
  const own = path === undefined ? null : DEVICE.exec(path);
  if (path === undefined || own === null) return [];
  const [, domid = "", index, guest, guestIndex] = own;
  const paths = Array.from(dump.model.linkingTo(path), (node) => node.path).toSorted();
  if (at === "backend") paths.push(`/local/domain/${guest}/device/vif/${guestIndex}`);
  else paths.push(`/local/domain/${directory?.setting("backend-id")?.decimal ?? 0}/backend/vif/${domid}/${index}`);
  const fits = at === "backend" ? /\/device\/vif\// : /\/backend\//;
  return [...new Set(paths.filter((candidate) => DEVICE.test(candidate) && fits.test(candidate)))].map((value, order): Value => ({ kind: "path", value, isLikely: order === 0 }));
}

/** The domain of the other half, by the paths. */
function domids(key: NetifKey, { directory }: WrittenNetif, path: string | undefined): Value[] {
  const own = path === undefined ? null : DEVICE.exec(path);
  const value = key.name === "frontend-id" ? own?.[3] : DEVICE.exec(directory?.link ?? "")?.[1];
  if (value !== undefined) return [{ kind: "value", value, detail: t("by the path"), isLikely: true }];
  return key.name === "backend-id" ? [{ kind: "value", value: "0", detail: t("the control domain"), isLikely: true }] : [];
}

/** Only the guest knows its numbers: there is a placeholder, and an example that nothing else in the domain has. */
function numbers(key: NetifKey, kind: "ring-reference" | "event-channel", { directory, queue }: WrittenNetif, own: StoreNode | undefined): Value[] {
  const name = RING_KEYS.find((ring) => ring === key.name);
  const short = kind === "event-channel" ? "<evtchn-ctrl>" : "<ring-ref-ctrl>";
  const values: Value[] = [{ kind: "value", value: name === undefined ? short : placeholder(name, queue ?? 0), detail: t("to be filled in"), isLikely: true }];
  const free = directory === undefined ? undefined : numberAfterAll(directory.address.domain, kind, own);
  if (free !== undefined) values.push({ kind: "value", value: String(free), detail: t("an example: no other key of this domain has it") });
  return values;
}

function integers(dump: AnalysedDump, key: NetifKey, { directory }: WrittenNetif, path: string | undefined): Value[] {
  if (key.name === "handle") {
    const own = path === undefined ? null : DEVICE.exec(path);
    const value = own?.[2] ?? own?.[4];
    return value === undefined ? [] : [{ kind: "value", value, detail: t("by the path"), isLikely: true }];
  }
  if (key.name !== "multi-queue-num-queues" || !(directory instanceof Frontend)) return [];
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
