import type { Backend } from "../netif/backend";
import { COUNTERPARTS, PARTNERS } from "../netif/counterparts";
import type { Frontend } from "../netif/frontend";
import { describeValue, ownerAt, type NetifKey, type Place } from "../netif/key";
import { queueIndex } from "../netif/queue-name";
import { RingKeys } from "../netif/ring-keys";
import { settingOf, type Setting } from "../netif/setting";
import { readState, STATE_MEANINGS, STATE_NAMES } from "../netif/state";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { domainParts, peerParts, stateParts } from "./hover-directory";
import { fromTable, Prose, type Inline } from "./prose";

/** Explains a key: first what this dump says of it, then what is known of it in general. */
export function explainKey(dump: AnalysedDump, key: NetifKey, node: StoreNode, directory: Frontend | Backend, place: Place): Prose {
  const prose = new Prose().paragraph({ strong: node.name }, ` — ${where(node, place)}, `, ...fromTable(describeValue(key.type)));
  for (const fact of factsOf(dump, node, directory)) prose.paragraph(...fact);
  return addGeneral(prose, key, place);
}

/** Explains a key that is not there yet: what is known of it in general. */
export function introduceKey(key: NetifKey, place: Place): Prose {
  const stands = place === "queue" ? "key of a queue" : `${place} key`;
  return addGeneral(new Prose().paragraph({ strong: key.name }, ` — ${stands}, `, ...fromTable(describeValue(key.type))), key, place);
}

function addGeneral(prose: Prose, key: NetifKey, place: Place): Prose {
  prose.paragraph(...fromTable(key.description));
  if (key.caveat !== undefined) prose.paragraph(...fromTable(key.caveat));
  prose.item("Absent: ", ...fromTable(key.absent));
  prose.item(`Written by: the ${ownerAt(key, place) ?? place}`);
  const since = [key.since.xen && `Xen ${key.since.xen}`, key.since.linux && `Linux ${key.since.linux}`, key.since.note].filter((part) => part !== undefined);
  if (since.length > 0) prose.item("Since: ", ...fromTable(since.join(", ")));
  const sentences = key.sentences.filter((sentence) => !key.sources.some((source) => source.includes(sentence)));
  prose.item("Source: ", ...fromTable([...key.sources, ...(sentences.length > 0 ? [`sentences ${sentences.join(", ")}`] : [])].join("; ")));
  return prose;
}

function where(node: StoreNode, place: Place): string {
  return place === "queue" ? `key of queue ${queueIndex(node.parent?.name ?? "") ?? ""}` : `${place} key`;
}

/** What this dump says of a key: its partner, the other end, the meaning of its value. */
function* factsOf(dump: AnalysedDump, node: StoreNode, directory: Frontend | Backend): Generator<Inline[]> {
  const setting = node.parent === undefined ? undefined : settingOf(node.parent, node.name);
  if (setting === undefined) return;
  if (setting.name === "state") yield* stateFacts(dump, setting, directory);
  else if (setting.name === directory.linkName) yield peerParts(dump, directory);
  else if (/^(?:backend|frontend)-id$/.test(setting.name) && setting.decimal !== undefined) yield domainParts(dump, node, setting.decimal);
  else {
    yield* partnerFacts(setting, node, directory);
    yield* counterpartFacts(dump, setting, directory);
  }
}

function* stateFacts(dump: AnalysedDump, setting: Setting, directory: Frontend | Backend): Generator<Inline[]> {
  const state = setting.text === undefined ? undefined : readState(setting.text);
  if (state === undefined) yield [{ dump: setting.raw }, " is no XenBus state: those are 0 to 8."];
  else yield [{ strong: `${state} is ${STATE_NAMES[state]}.` }, " ", ...fromTable(STATE_MEANINGS[directory.side][state])];
  const { frontend, backend } = dump.model.vif(directory);
  const peer = directory.side === "frontend" ? backend : frontend;
  if (peer !== undefined) yield [`The ${peer.side} is in state `, ...stateParts(peer), "."];
}

/** The queue that a ring key belongs to, and the key that it goes with. */
function* partnerFacts(setting: Setting, node: StoreNode, directory: Frontend | Backend): Generator<Inline[]> {
  const partner = PARTNERS.get(setting.name);
  if (node.parent === undefined || directory.side !== "frontend") return;
  const index = queueIndex(node.parent.name);
  const keys = new RingKeys(node.parent, index);
  const label = index === undefined ? "the only queue" : `queue ${index}`;
  if (setting.name === "event-channel") {
    yield [`The channel of ${label}, for both directions.`, ...(keys.usesPair ? [" netback does not look at it: the split pair is there."] : [])];
  }
  if (partner === undefined) return;
  const other = keys.get(partner);
  const direction = setting.name.includes("tx") ? "transmit" : "receive";
  const role = setting.name.endsWith("-ring-ref") ? `The ${direction} ring` : `The channel of the ${direction} ring`;
  yield [`${role} of ${label}. Its partner `, { code: partner }, ...(other === undefined ? [" is missing."] : [" is ", { dump: other.raw }, "."])];
}

/** What the other end says to the same matter. */
function* counterpartFacts(dump: AnalysedDump, setting: Setting, directory: Frontend | Backend): Generator<Inline[]> {
  const { frontend, backend } = dump.model.vif(directory);
  const peer = directory.side === "frontend" ? backend : frontend;
  const names = COUNTERPARTS.get(setting.name) ?? [setting.name];
  if (peer === undefined) {
    if (COUNTERPARTS.has(setting.name)) yield [`The ${directory.linkName} is not in this dump.`];
    return;
  }
  for (const name of names) {
    const other = peer.setting(name);
    if (name === "multi-queue-max-queues") {
      yield other === undefined ? ["The backend does not advertise ", { code: name }, ": it supports one queue."] : ["The backend allows up to ", { dump: other.raw }, " queues."];
    } else if (name === "multi-queue-num-queues") {
      yield other === undefined ? ["The frontend does not request a number: it uses one queue."] : ["The frontend requests ", { dump: other.raw }, "."];
    } else if (other !== undefined) yield [`The ${peer.side} has `, { code: name }, " = ", { dump: other.raw }, "."];
    else if (COUNTERPARTS.has(setting.name)) yield [`The ${peer.side} has no `, { code: name }, "."];
  }
}
