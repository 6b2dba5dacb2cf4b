import { t, translated } from "../../l10n";
import { isNumber } from "../../netif/device-address";
import type { Backend } from "../../netif/backend";
import { KERNEL_NAMES } from "../../netif/kernel";
import type { Frontend } from "../../netif/frontend";
import { NETIF_KEYS } from "../../netif/keys";
import type { Queue, RingKeys } from "../../netif/ring-keys";
import { STATE_NAMES } from "../../netif/state";
import { hasFrontend, isServedByQemu } from "../../netif/vif";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { errorNodeParts, forecastParts, handshakeParts } from "../forecast/words";
import { fromTable, phrase, Prose, type Inline } from "../prose";
import { isClean, troubledDirectories } from "../forecast/vif-health";
import { forecastOf } from "../forecast/vif-report";

/** Explains the directory of a device: whose it is, its state, what it asks for, and the forecast. */
export function explainDevice(dump: AnalysedDump, directory: Frontend | Backend): Prose {
  const { node, address } = directory;
  const guest = directory.side === "frontend" ? address.domain.name : (node.parent?.name ?? "");
  const prose = new Prose().paragraph(...titleParts(directory, guest, nameOf(dump, node, guest)));
  const state = stateParts(directory);
  prose.paragraph(...(state === undefined ? [t("The state is not in this dump.")] : phrase("State {0}.", state)));
  prose.paragraph(...peerParts(dump, directory));
  if (directory.side === "frontend") prose.paragraph(...queueParts(directory));
  else prose.paragraph(...limitParts(directory));
  const vif = dump.model.vif(directory);
  if (!hasFrontend(vif) || dump.model.mayBeMixed(node)) return prose;
  const forecast = forecastOf(vif, dump.kernel);
  if (forecast === undefined) return prose;
  prose.paragraph({ strong: t("Forecast") }, isServedByQemu(vif) ? ": " : ` (${translated(KERNEL_NAMES[dump.kernel])}): `, ...forecastParts(vif, forecast), ".");
  prose.paragraph(...handshakeParts(vif, forecast, isClean(vif, troubledDirectories(dump))));
  const error = errorNodeParts(vif, forecast, dump.kernel);
  return error === undefined ? prose : prose.paragraph(...error);
}

/** Which half of which vif it is, and whose. */
function titleParts({ node, side }: Frontend | Backend, guest: string, name: readonly Inline[]): Inline[] {
  const vif = { strong: `vif ${isNumber(node.name) ? node.name : ""}`.trim() };
  if (!isNumber(guest)) return [...(side === "frontend" ? phrase("{0} — frontend directory", vif) : phrase("{0} — backend directory", vif)), ...name];
  const domain = [guest, ...name];
  return side === "frontend" ? phrase("{0} — frontend directory, network card of domain {1}", vif, domain) : phrase("{0} — backend directory, network card of domain {1}", vif, domain);
}

/** Explains a queue: what it consists of in this dump. */
export function explainQueue(frontend: Frontend, queue: Queue): Prose {
  const requested = frontend.requestedQueues;
  const title = { strong: queue.node.name };
  const prose = new Prose().paragraph(...(requested === undefined ? [title] : phrase("{0} — of {1} requested", title, String(requested))));
  const names = [...queue.missing, queue.neededHalf ?? []].flat();
  const missing = names.flatMap((name, at): Inline[] => (at === 0 ? [{ code: name }] : [", ", { code: name }]));
  prose.paragraph(channelsOf(queue), ...(missing.length === 0 ? [] : [" ", ...phrase("Missing: {0}.", missing)]));
  if (requested !== undefined && queue.index >= requested) prose.paragraph(t("Beyond the requested number: netback does not read it."));
  const key = NETIF_KEYS.get("queue-N");
  if (key !== undefined) prose.paragraph(...fromTable(key.description));
  return prose;
}

function channelsOf(queue: Queue): string {
  if (queue.isSplit) return t("Has split event channels.");
  if (queue.get("event-channel") !== undefined) return t("Has one event channel.");
  return queue.hasAnyChannel ? t("Has one half of a pair of event channels.") : t("Has no event channel.");
}

/** Explains the id of a domain in a path; undefined for a node that is not one. */
export function explainDomain(dump: AnalysedDump, node: StoreNode): Prose | undefined {
  if (!isNumber(node.name)) return undefined;
  const isOwn = node.parent?.name === "domain" && node.parent.parent?.name === "local";
  const isGuestOfBackend = /^(?:vif|qnic)$/.test(node.parent?.name ?? "") && node.parent?.parent?.name === "backend";
  if (!isOwn && !isGuestOfBackend) return undefined;
  const title = [{ strong: t("Domain {0}", node.name) }, ...nameOf(dump, node, node.name)];
  if (isGuestOfBackend) return new Prose().paragraph(...phrase("{0} — the domain of the frontend", title));
  return new Prose().paragraph(...(node.name === "0" ? phrase("{0} — the control domain", title) : title));
}

/** "4, Connected": the state of a directory; undefined if the dump does not tell it. */
export function stateParts(directory: Frontend | Backend): Inline[] | undefined {
  const { state, stateEntry } = directory;
  if (stateEntry === undefined) return undefined;
  return state === undefined ? phrase("{0}, which is not one", { dump: stateEntry.raw }) : [`${state}, ${STATE_NAMES[state]}`];
}

/** The other half of a vif: its path and its state. */
export function peerParts(dump: AnalysedDump, directory: Frontend | Backend): Inline[] {
  const peer = dump.model.peer(directory);
  const link = directory.linkEntry;
  const isBackend = directory.linkName === "backend";
  if (peer !== undefined) {
    const path = { dump: peer.node.path };
    const state = stateParts(peer);
    if (state === undefined) return peer.side === "backend" ? phrase("The backend is {0}. Its state is not in this dump.", path) : phrase("The frontend is {0}. Its state is not in this dump.", path);
    return peer.side === "backend" ? phrase("The backend is {0}, in state {1}.", path, state) : phrase("The frontend is {0}, in state {1}.", path, state);
  }
  if (link === undefined) return [isBackend ? t("No link to the backend is in this dump.") : t("No link to the frontend is in this dump.")];
  return isBackend ? phrase("The backend {0} is not in this dump.", { dump: link.raw }) : phrase("The frontend {0} is not in this dump.", { dump: link.raw });
}

/** The domain with an id, and its name if the dump tells it. */
export function domainParts(dump: AnalysedDump, from: StoreNode, domid: number): Inline[] {
  return phrase("Domain {0}.", [String(domid), ...nameOf(dump, from, String(domid))]);
}

function nameOf(dump: AnalysedDump, from: StoreNode, domid: string): Inline[] {
  const name = dump.store.resolve(`/local/domain/${domid}/name`, from.top.capture)?.entry?.value;
  return name === undefined ? [] : [" (", { dump: name }, ")"];
}

function queueParts(frontend: Frontend): Inline[] {
  const { requestedQueues, queues, topLevel } = frontend;
  const request = requestedQueues === undefined ? t("The number of requested queues is not known") : requestedQueues === 1 ? t("One queue") : t("{0} queues requested", requestedQueues);
  if (requestedQueues === 1 && queues.length === 0) return [topLevel.isEmpty ? t("One queue; no ring keys yet.") : oneQueue(topLevel)];
  const there = queues.length === 0 ? t("none is there") : queues.length === 1 ? t("one subtree is there") : t("{0} subtrees are there", queues.length);
  return [`${request}; ${there}.`];
}

function oneQueue(keys: RingKeys): string {
  if (keys.isSplit) return t("One queue, with split event channels.");
  return keys.hasAnyChannel ? t("One queue, with one event channel.") : t("One queue, without an event channel.");
}

function limitParts(backend: Backend): Inline[] {
  const limit = backend.maxQueuesEntry;
  return limit === undefined ? [t("Does not advertise more than one queue.")] : phrase("Allows up to {0} queues.", { dump: limit.raw });
}
