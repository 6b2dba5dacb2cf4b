import { t, translated } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { COUNTERPARTS, PARTNERS } from "../../netif/counterparts";
import type { Side } from "../../netif/device-address";
import type { Frontend } from "../../netif/frontend";
import { describeValue, ownerAt, PLACES, type NetifKey, type Owner, type Place } from "../../netif/key";
import { netifKey } from "../../netif/keys";
import { meantKey } from "../../netif/misspelt-keys";
import { queueIndex } from "../../netif/queue-name";
import { isRingKeyName, MAX_QUEUES, NUM_QUEUES, RingKeys } from "../../netif/ring-keys";
import { keyEntryOf, type KeyEntry } from "../../netif/key-entry";
import { readState, STATE_MEANINGS, STATE_NAMES } from "../../netif/state";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { cutNameNote } from "../pointed";
import { fromTable, phrase, Prose, withCode, type Inline } from "../prose";
import { domainParts, peerParts, stateParts } from "./explain-directory";

/** Explains a key: first what this dump says about it, then what is known about it in general. */
export function explainKey(dump: AnalysedDump, key: NetifKey, node: StoreNode, directory: Frontend | Backend, place: Place): Prose {
  const prose = new Prose().paragraph({ strong: node.name }, ` — ${where(node, place)}, `, ...withCode(describeValue(key.type)));
  for (const fact of factsOf(dump, node, directory)) prose.paragraph(...fact);
  return addGeneral(prose, key, place);
}

/** Says that a name in a vif directory is not a known key there. If it is a key in another place, says where, and what it is. */
export function explainUnknownKey(node: StoreNode, place: Place): Prose {
  const name = { dump: node.name };
  const note = cutNameNote(node);
  if (note !== undefined) return new Prose().paragraph(name, ` — ${note}`);
  const prose = new Prose().paragraph(...notKnown(name, node, place));
  const elsewhere = PLACES.filter((other) => netifKey(node.name, other) !== undefined);
  const key = elsewhere[0] && netifKey(node.name, elsewhere[0]);
  if (key === undefined) {
    const meant = meantKey(node.name);
    return prose.paragraph(t("Nor is it one anywhere else in a vif."), ...(meant === undefined ? [] : [" ", ...phrase("Perhaps {0} was meant.", { code: meant })]));
  }
  prose.paragraph(t("It belongs elsewhere: {0}.", elsewhere.map(intoDirectory).join(", ")));
  return prose.paragraph(...fromTable(key.description));
}

function notKnown(name: Inline, node: StoreNode, place: Place): Inline[] {
  switch (place) {
    case "frontend": return phrase("{0} — no known frontend key", name);
    case "backend": return phrase("{0} — no known backend key", name);
    case "queue": return phrase("{0} — no known key of queue {1}", name, String(queueIndex(node.parent?.name ?? "") ?? ""));
  }
}

function intoDirectory(place: Place): string {
  switch (place) {
    case "frontend": return t("in the frontend directory");
    case "backend": return t("in the backend directory");
    case "queue": return t("in the directory of a queue");
  }
}

/** Explains a key that is not there yet: what is known about it in general. */
export function introduceKey(key: NetifKey, place: Place): Prose {
  const stands = place === "queue" ? t("key of a queue") : keyOfHalf(place);
  return addGeneral(new Prose().paragraph({ strong: key.name }, ` — ${stands}, `, ...withCode(describeValue(key.type))), key, place);
}

function addGeneral(prose: Prose, key: NetifKey, place: Place): Prose {
  prose.paragraph(...fromTable(key.description));
  if (key.caveat !== undefined) prose.paragraph(...fromTable(key.caveat));
  prose.item(...phrase("Absent: {0}", fromTable(key.absent)));
  prose.item(writtenBy(ownerAt(key, place) ?? (place === "queue" ? "frontend" : place)));
  const since = [key.since.xen && `Xen ${key.since.xen}`, key.since.linux && `Linux ${key.since.linux}`, key.since.note && translated(key.since.note)].filter((part) => part !== undefined);
  if (since.length > 0) prose.item(...phrase("Since: {0}", withCode(since.join(", "))));
  const sentences = (key.sentences ?? []).filter((sentence) => !key.sources.some((source) => source.includes(sentence)));
  prose.item(...phrase("Source: {0}", withCode([...key.sources, ...(sentences.length > 0 ? [t("sentences {0}", sentences.join(", "))] : [])].join("; "))));
  return prose;
}

function where(node: StoreNode, place: Place): string {
  return place === "queue" ? t("key of queue {0}", queueIndex(node.parent?.name ?? "") ?? "") : keyOfHalf(place);
}

function keyOfHalf(side: Side): string {
  return side === "frontend" ? t("frontend key") : t("backend key");
}

function writtenBy(owner: Owner): string {
  switch (owner) {
    case "frontend": return t("Written by: the frontend");
    case "backend": return t("Written by: the backend");
    case "toolstack": return t("Written by: the toolstack");
    case "hotplug script": return t("Written by: the hotplug script");
  }
}

/** What this dump says about a key: its partner, the other end, the meaning of its value. */
function* factsOf(dump: AnalysedDump, node: StoreNode, directory: Frontend | Backend): Generator<Inline[]> {
  const keyEntry = node.parent === undefined ? undefined : keyEntryOf(node.parent, node.name);
  if (keyEntry === undefined) return;
  if (keyEntry.name === "state") yield* stateFacts(dump, keyEntry, directory);
  else if (keyEntry.name === directory.linkName) yield peerParts(dump, directory);
  else if (keyEntry.name === `${directory.linkName}-id` && keyEntry.decimal !== undefined) yield domainParts(dump, node, keyEntry.decimal);
  else {
    yield* partnerFacts(keyEntry, node, directory);
    yield* counterpartFacts(dump, keyEntry, directory);
  }
}

function* stateFacts(dump: AnalysedDump, keyEntry: KeyEntry, directory: Frontend | Backend): Generator<Inline[]> {
  const state = readState(keyEntry.text);
  if (state === undefined) yield phrase("{0} is not a XenBus state: those are 0 to 8.", { dump: keyEntry.raw });
  else yield [{ strong: t("{0} is {1}.", state, STATE_NAMES[state]) }, " ", ...fromTable(STATE_MEANINGS[directory.side][state])];
  const peer = dump.model.peer(directory);
  const parts = peer && stateParts(peer);
  if (parts !== undefined) yield peer?.side === "frontend" ? phrase("The frontend is in state {0}.", parts) : phrase("The backend is in state {0}.", parts);
}

/** The queue that a ring key belongs to, and its partner key; or that it belongs to none. */
function* partnerFacts(keyEntry: KeyEntry, node: StoreNode, directory: Frontend | Backend): Generator<Inline[]> {
  const partner = PARTNERS.get(keyEntry.name);
  if (node.parent === undefined || directory.side !== "frontend") return;
  const index = queueIndex(node.parent.name);
  const { requestedQueues, numQueuesEntry } = directory;
  // At the top level stand the keys of a single queue, and only those.
  const isElsewhere = index === undefined ? (requestedQueues ?? 1) > 1 : requestedQueues === 1 && numQueuesEntry !== undefined;
  if (isElsewhere && isRingKeyName(keyEntry.name)) {
    yield [index === undefined ? t("{0} queues are requested.", requestedQueues ?? 0) : t("One queue is requested."), ` ${t("netback does not read it here.")}`];
    return;
  }
  const keys = new RingKeys(node.parent, index);
  if (keyEntry.name === "event-channel") {
    yield [t("The channel {0}, for both directions.", ofQueue(index)), ...(keys.usesPair ? [` ${t("netback does not look at it: the split pair is there.")}`] : [])];
  }
  if (partner === undefined) return;
  const other = keys.get(partner);
  const code = { code: partner };
  yield [roleOf(keyEntry, index), " ", ...(other === undefined ? phrase("Its partner {0} is missing.", code) : phrase("Its partner {0} is {1}.", code, { dump: other.raw }))];
}

/** What a ring reference or a split event channel is for. */
function roleOf({ name }: KeyEntry, queue: number | undefined): string {
  const isRing = name.endsWith("-ring-ref");
  if (name.includes("tx")) return isRing ? t("The transmit ring {0}.", ofQueue(queue)) : t("The channel of the transmit ring {0}.", ofQueue(queue));
  return isRing ? t("The receive ring {0}.", ofQueue(queue)) : t("The channel of the receive ring {0}.", ofQueue(queue));
}

function ofQueue(index: number | undefined): string {
  return index === undefined ? t("of the only queue") : t("of queue {0}", index);
}

/** What the other end says on the same matter. */
function* counterpartFacts(dump: AnalysedDump, keyEntry: KeyEntry, directory: Frontend | Backend): Generator<Inline[]> {
  const peer = dump.model.peer(directory);
  const names = COUNTERPARTS.get(keyEntry.name) ?? [keyEntry.name];
  if (peer === undefined) {
    if (COUNTERPARTS.has(keyEntry.name)) yield [directory.linkName === "backend" ? t("The backend is not in this dump.") : t("The frontend is not in this dump.")];
    return;
  }
  for (const name of names) {
    const other = peer.keyEntry(name);
    if (name === MAX_QUEUES) {
      yield other === undefined ? phrase("The backend does not advertise {0}: it supports one queue.", { code: name }) : phrase("The backend allows up to {0} queues.", { dump: other.raw });
    } else if (name === NUM_QUEUES) {
      yield other === undefined ? [t("The frontend does not request a number: it uses one queue.")] : phrase("The frontend requests {0}.", { dump: other.raw });
    } else if (other !== undefined || COUNTERPARTS.has(keyEntry.name)) yield whatPeerHas(peer.side, { code: name }, other);
  }
}

function whatPeerHas(side: Side, key: Inline, keyEntry: KeyEntry | undefined): Inline[] {
  if (keyEntry === undefined) return side === "frontend" ? phrase("The frontend has no {0}.", key) : phrase("The backend has no {0}.", key);
  const value = { dump: keyEntry.raw };
  return side === "frontend" ? phrase("The frontend has {0} = {1}.", key, value) : phrase("The backend has {0} = {1}.", key, value);
}
