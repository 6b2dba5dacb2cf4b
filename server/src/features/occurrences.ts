import type { Backend } from "../netif/backend";
import { COUNTERPARTS, PARTNERS } from "../netif/counterparts";
import type { Frontend } from "../netif/frontend";
import { netifKey } from "../netif/keys";
import { linkedPath } from "../netif/path-links";
import { isRingKeyName } from "../netif/ring-keys";
import { keyEntryOf, type KeyEntry } from "../netif/key-entry";
import type { ResourceKind } from "../netif/shared-resources";
import type { Entry, StoreNode } from "../store/node";
import { nameSpan, valueSpan, type EntrySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { placeInside, type NetifPlace } from "./netif-place";
import type { Pointed } from "./pointed";

/** What a word in a dump refers to. */
export type Subject =
  /** A directory, by a segment of a path or by a value that leads to it. */
  | { readonly kind: "directory"; readonly node: StoreNode }
  /** A grant reference or an event channel of a domain. */
  | { readonly kind: "number"; readonly frontend: Frontend; readonly resource: ResourceKind; readonly keyEntry: KeyEntry }
  /** A key of a vif, or any other node that holds a value. */
  | { readonly kind: "key"; readonly node: StoreNode; readonly place: NetifPlace | undefined };

/** Finds what the word at a position refers to. */
export function subjectOf(dump: AnalysedDump, { entry, node, isValue }: Pointed): Subject {
  const place = node.parent === undefined ? undefined : placeInside(dump.model, node.parent);
  if (isValue) {
    const target = linkTarget(dump, entry);
    if (target !== undefined) return { kind: "directory", node: target };
    const number = numberOf(entry, place);
    if (number !== undefined) return number;
  } else if (node.children !== undefined) return { kind: "directory", node };
  return { kind: "key", node, place };
}

/** The node that a value leads to, as a path or as the id of the domain at the other end. Undefined if the dump does not hold it. */
export function linkTarget(dump: AnalysedDump, entry: Entry): StoreNode | undefined {
  const path = linkedPath(entry);
  return path === undefined || entry.place === undefined ? undefined : nodeMeant(dump, path, entry.place);
}

/** The node that a path in the value of a key means: the other half of its vif, also if several captures have that path, or else what the store finds. */
function nodeMeant({ model, store }: AnalysedDump, path: string, { parent, top }: StoreNode): StoreNode | undefined {
  const peer = parent && model.peerOf(parent);
  return peer?.path === path ? peer : store.resolve(path, top.capture);
}

/**
 * The places in values that lead to a node, in no particular order. A domain is also named by the ids at the other ends, and by
 * paths that go into it: of these, only the part that names the domain.
 * @param among which lines to look at; all if not given
 */
export function* linksTo(dump: AnalysedDump, node: StoreNode, among: (entry: Entry) => boolean = () => true): Generator<EntrySpan> {
  const { path, top } = node;
  if (!path.startsWith("/")) return;
  const isOnly = dump.store.captures.length === 1;
  for (const { entry } of dump.model.links.to(path)) {
    if (entry === undefined || !among(entry)) continue;
    const { place } = entry;
    if (!isOnly && place !== undefined && place.top.capture !== top.capture && nodeMeant(dump, path, place) !== node) continue;
    const span = valueSpan(entry);
    yield entry.value.startsWith("/") && span.lastLine === undefined ? { ...span, end: span.start + path.length } : span;
  }
}

/** The keys in the domain that use the same grant reference or event channel, the given one included, from the top. */
export function usesOf(dump: AnalysedDump, { frontend, resource, keyEntry }: Subject & { kind: "number" }): KeyEntry[] {
  const others = dump.model.resources.usesOfSame(frontend, resource, keyEntry).filter(({ entry }) => entry !== keyEntry.entry);
  return [keyEntry, ...others].toSorted((left, right) => (left.entry.isBefore(right.entry) ? -1 : 1));
}

/** The key of the other direction in the same queue: `rx-ring-ref` for `tx-ring-ref`. */
export function partnerOf(node: StoreNode, place: NetifPlace | undefined): KeyEntry | undefined {
  const partner = PARTNERS.get(node.name);
  return partner === undefined || place?.directory.side !== "frontend" ? undefined : keyEntryOf(node.parent, partner);
}

/** The counterparts of a key at the other end of a vif. If they are keys of queues, those of all queues. */
export function counterpartsOf(dump: AnalysedDump, name: string, { directory, at }: NetifPlace): KeyEntry[] {
  const peer = dump.model.peer(directory);
  if (peer === undefined) return [];
  const names = COUNTERPARTS.get(name) ?? (at === "queue" ? [] : [linkCounterpart(name, directory.linkName, peer.linkName)]);
  return names.flatMap((other) => keysNamed(other, peer));
}

/** A key in all directories of half a vif that may hold it: the top level and the queues. */
export function keysNamed(name: string, directory: Frontend | Backend): KeyEntry[] {
  const queues = directory.side === "frontend" && isRingKeyName(name) ? directory.queues.map((queue) => queue.get(name)) : [];
  return [directory.keyEntry(name), ...queues].filter((keyEntry) => keyEntry !== undefined);
}

/** The names of a node in its own lines, from the top. */
export function declarationsOf(node: StoreNode): EntrySpan[] {
  return node.entries.map(nameSpan);
}

function numberOf(entry: Entry, place: NetifPlace | undefined): (Subject & { kind: "number" }) | undefined {
  const { place: node } = entry;
  const keyEntry = node === undefined || node.entry !== entry ? undefined : keyEntryOf(node.parent, node.name);
  if (keyEntry?.decimal === undefined || place?.directory.side !== "frontend") return undefined;
  const type = netifKey(keyEntry.name, place.at)?.type.kind;
  return type === "ring-reference" || type === "event-channel" ? { kind: "number", frontend: place.directory, resource: type, keyEntry } : undefined;
}

/** `backend` corresponds to `frontend`, and `backend-id` to `frontend-id`. Other keys have the same name at both ends. */
function linkCounterpart(name: string, link: string, back: string): string {
  if (name === link) return back;
  return name === `${link}-id` ? `${back}-id` : name;
}
