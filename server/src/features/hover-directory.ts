import type { Backend } from "../netif/backend";
import { forecast } from "../netif/forecast/forecast";
import { KERNEL_NAMES } from "../netif/forecast/kernel";
import { Frontend } from "../netif/frontend";
import { NETIF_KEYS } from "../netif/keys";
import type { RingKeys } from "../netif/ring-keys";
import { STATE_NAMES } from "../netif/state";
import { isServedByQemu } from "../netif/vif";
import type { StoreNode } from "../store/node";
import type { AnalysedDump } from "./analysed-dump";
import { errorNodeParts, forecastParts, handshakeParts } from "./forecast-words";
import { fromTable, Prose, type Inline } from "./prose";
import { isClean, troubledDirectories } from "./vif-health";

/** Explains the directory of a device: whose it is, how far it has come, what it asks for. */
export function explainDevice(dump: AnalysedDump, directory: Frontend | Backend): Prose {
  const { node, address } = directory;
  const guest = directory instanceof Frontend ? address.domain.name : (node.parent?.name ?? "");
  const prose = new Prose().paragraph(
    { strong: `vif ${/^[0-9]+$/.test(node.name) ? node.name : ""}`.trim() },
    ` — ${directory.side} directory${/^[0-9]+$/.test(guest) ? `, network card of domain ${guest}` : ""}`,
    ...nameOf(dump, node, guest),
  );
  prose.paragraph("State ", ...stateParts(directory), ".");
  prose.paragraph(...peerParts(dump, directory));
  if (directory instanceof Frontend) prose.paragraph(...queueParts(directory));
  else prose.paragraph(...limitParts(directory));
  const { frontend, backend } = dump.model.vif(directory);
  if (frontend === undefined) return prose;
  const vif = { frontend, backend };
  const future = forecast(vif, dump.kernel, dump.model.resources);
  prose.paragraph({ strong: "Forecast" }, isServedByQemu(vif) ? ": " : ` (${KERNEL_NAMES[dump.kernel]}): `, ...forecastParts(vif, future), ".");
  prose.paragraph(...handshakeParts(vif, future, isClean(vif, troubledDirectories(dump))));
  const error = errorNodeParts(vif, future);
  return error === undefined ? prose : prose.paragraph(...error);
}

/** Explains a queue: what it consists of in this dump. */
export function explainQueue(frontend: Frontend, queue: RingKeys): Prose {
  const requested = frontend.requestedQueues;
  const prose = new Prose().paragraph({ strong: queue.node.name }, requested === undefined ? "" : ` — of ${requested} requested`);
  const channels = queue.isSplit ? "split event channels" : queue.hasAnyChannel ? "one event channel" : "no event channel";
  const missing = queue.missing.map((name) => ({ code: name }));
  prose.paragraph(`Has ${channels}.`, ...(missing.length === 0 ? [] : [" Missing: ", ...missing.flatMap((name, at) => (at === 0 ? [name] : [", ", name])), "."]));
  if (requested !== undefined && queue.index !== undefined && queue.index >= requested) prose.paragraph("Beyond the requested number: netback does not read it.");
  const key = NETIF_KEYS.get("queue-N");
  if (key !== undefined) prose.paragraph(...fromTable(key.description));
  return prose;
}

/** Explains the id of a domain in a path. */
export function explainDomain(dump: AnalysedDump, node: StoreNode): Prose | undefined {
  if (!/^[0-9]+$/.test(node.name)) return undefined;
  const isOwn = node.parent?.name === "domain" && node.parent.parent?.name === "local";
  const isGuestOfBackend = /^(?:vif|qnic)$/.test(node.parent?.name ?? "") && node.parent?.parent?.name === "backend";
  if (!isOwn && !isGuestOfBackend) return undefined;
  const role = isGuestOfBackend ? " — the domain of the frontend" : node.name === "0" ? " — the control domain" : "";
  return new Prose().paragraph({ strong: `Domain ${node.name}` }, ...nameOf(dump, node, node.name), role);
}

/** "4, Connected": the state of a directory. */
export function stateParts(directory: Frontend | Backend): Inline[] {
  const { state, stateSetting } = directory;
  if (stateSetting === undefined) return ["not in this dump"];
  return state === undefined ? [{ dump: stateSetting.raw }, ", which is none"] : [`${state}, ${STATE_NAMES[state]}`];
}

/** The other half of a vif: where it is and how far it has come. */
export function peerParts(dump: AnalysedDump, directory: Frontend | Backend): Inline[] {
  const { frontend, backend } = dump.model.vif(directory);
  const peer = directory instanceof Frontend ? backend : frontend;
  const link = directory.setting(directory.linkName);
  if (peer !== undefined) return [`The ${peer.side} is `, { dump: peer.node.path }, ", in state ", ...stateParts(peer), "."];
  if (link === undefined) return [`No link to the ${directory.linkName} is in this dump.`];
  return [`The ${directory.linkName} `, { dump: link.raw }, " is not in this dump."];
}

/** The domain with that id and its name. */
export function domainParts(dump: AnalysedDump, from: StoreNode, domid: number): Inline[] {
  return [`Domain ${domid}`, ...nameOf(dump, from, String(domid)), "."];
}

function nameOf(dump: AnalysedDump, from: StoreNode, domid: string): Inline[] {
  const name = dump.store.resolve(`/local/domain/${domid}/name`, from.top.capture)?.entry?.value;
  return name === undefined ? [] : [" (", { dump: name }, ")"];
}

function queueParts(frontend: Frontend): Inline[] {
  const { requestedQueues, queues, topLevel } = frontend;
  const request = requestedQueues === undefined ? "The number of requested queues is not known" : requestedQueues === 1 ? "One queue" : `${requestedQueues} queues requested`;
  if (requestedQueues === 1 && queues.length === 0) return [topLevel.isEmpty ? "One queue; no ring keys yet." : `One queue, ${styleOf(topLevel)}.`];
  const there = queues.length === 0 ? "none is there" : queues.length === 1 ? "one subtree is there" : `${queues.length} subtrees are there`;
  return [`${request}; ${there}.`];
}

function styleOf(keys: RingKeys): string {
  return keys.isSplit ? "with split event channels" : keys.hasAnyChannel ? "with one event channel" : "without an event channel";
}

function limitParts(backend: Backend): Inline[] {
  const limit = backend.maxQueuesSetting;
  return limit === undefined ? ["Does not advertise more than one queue."] : ["Allows up to ", { dump: limit.raw }, " queues."];
}
