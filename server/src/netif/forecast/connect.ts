import { domainDirectory } from "../../dump/path";
import type { Backend } from "../backend";
import { EINVAL, ENOENT, ERANGE } from "../errno";
import type { Frontend } from "../frontend";
import { isMaskedMac } from "../mac";
import { isPort } from "../shared-resources";
import { CHANNELS_OF, MAX_QUEUES, NUM_QUEUES, RING_REFERENCES, type ChannelStyle, type RingKeyName, type RingKeys } from "../ring-keys";
import type { KeyEntry } from "../key-entry";
import { scanUnsigned, scanUnsignedLong, scansAsMac } from "../kernel-scan";
import type { Kernel } from "../kernel";
import { read, readingOf, scan, type Reading, type Scanned } from "../reading";
import type { Refusal } from "./refusal";
import { refusalOfRequest } from "./refusal-of-request";

/**
 * What netback reads and the dump does not tell: how many queues are requested (`request`), whether a key is there (`keys`), or the value of a key that is
 * there (`values`).
 */
type Untold = "request" | "keys" | "values";

/** How an attempt to connect ends. */
export interface Connection {
  /** Unknown if the dump does not tell how many queues are requested, or may have left out a key that each of them needs. */
  readonly outcome: "connects" | "refuses" | "unknown";
  /** The style of each queue that connects. */
  readonly styles: readonly ChannelStyle[];
  /** If it connects, what that rests on: it is taken to be good. If the outcome is unknown, what makes it so. */
  readonly untold: ReadonlySet<Untold>;
  /** Where netback stops, if it refuses. */
  readonly refusal: Refusal | undefined;
}

/** Whether a port is bound already; a port can be bound only once. */
export type BoundElsewhere = (port: number) => boolean;

/**
 * Goes through `connect()` of Linux netback (drivers/net/xen-netback/xenbus.c) with the keys of a dump.
 * @param readsMac whether to look at the address of the backend; without it, only while the backend is in use, for one that is not may have none
 */
export function connect(frontend: Frontend, backend: Backend | undefined, kernel: Kernel, boundElsewhere: BoundElsewhere, readsMac = backend?.isInUse === true): Connection {
  const request = read(frontend, frontend.node, NUM_QUEUES);
  const scanned = scan(request, scanUnsigned, ERANGE);
  const requested = scanned === undefined ? undefined : (scanned.value ?? 1);
  const mac = backend && readsMac ? read(backend, backend.node, "mac") : undefined;
  // The control ring came with Linux 4.7.
  const control = kernel === "3.16" ? undefined : connectControlRing(frontend, boundElsewhere);

  const ofRequest = checkRequest(frontend, request, requested === undefined ? undefined : refusalOfRequest(kernel, requested, backend?.maxQueues));
  const ofMac = backend && mac && checkMac(backend, mac);
  const ofControl = typeof control === "object" ? control : undefined;
  // Up to 6.19, a request for 0 queues fails only when memory for the queues is allocated, after everything else.
  const isLate = kernel === "4.10" && requested === 0;
  const refusal = isLate ? (ofMac ?? ofControl ?? ofRequest) : (ofRequest ?? ofMac ?? ofControl);
  if (refusal !== undefined) return stopped(refusal);

  const isBound = (port: number): boolean => port === control || boundElsewhere(port);
  const connection = requested === undefined ? connectUntold(frontend, isBound) : connectQueues(frontend, requested, isBound);
  const isLimitUntold = connection.styles.length > 1 && backend !== undefined && !(backend.maxQueuesEntry?.isKnown ?? backend.tells(MAX_QUEUES));
  // If the dump may lack lines of the frontend, there may be a control ring that it does not show; most frontends have none.
  const isRingUntold = control === "unknown" && frontend.controlRing.length > 0;
  const isUntold = isLimitUntold || isRingUntold || mac?.kind === "unknown";
  return connection.outcome === "connects" && isUntold ? { ...connection, untold: new Set([...connection.untold, "values"]) } : connection;
}

/** @param error what netback says of the request; undefined if it takes it */
function checkRequest(frontend: Frontend, request: Reading, error: string | undefined): Refusal | undefined {
  const keyEntry = keyEntryIn(request);
  return error === undefined ? undefined : { error, step: "request", key: NUM_QUEUES, keyEntry, culprit: keyEntry ?? frontend.node };
}

function stopped(refusal: Refusal): Connection {
  return { outcome: "refuses", styles: [], untold: new Set(), refusal };
}

function unknown(untold: ReadonlySet<Untold>): Connection {
  return { outcome: "unknown", styles: [], untold, refusal: undefined };
}

function keyEntryIn(reading: Reading): KeyEntry | undefined {
  return reading.kind === "absent" ? undefined : reading.keyEntry;
}

/** `xen_net_read_mac`: an absent and an unparsable address are one error. The path is relative to the domain of the backend. */
function checkMac(backend: Backend, mac: Reading): Refusal | undefined {
  if (mac.kind === "unknown" || (mac.kind === "value" && (scansAsMac(mac.bytes) || isMaskedMac(mac.bytes)))) return undefined;
  const domain = domainDirectory(backend.path);
  const path = domain === undefined ? backend.path : backend.path.slice(domain.length + 1);
  const keyEntry = keyEntryIn(mac);
  return { error: `${ENOENT} parsing ${path}/mac`, step: "mac", key: "mac", keyEntry, culprit: keyEntry ?? backend.node };
}

/**
 * `connect_ctrl_ring`: without a reference there is no control ring; with one there must be a channel.
 * @returns the port that is then bound, or `unknown` if the dump does not tell it; undefined without a control ring; a refusal if it cannot be bound
 */
function connectControlRing(frontend: Frontend, boundElsewhere: BoundElsewhere): number | "unknown" | Refusal | undefined {
  const reference = scan(read(frontend, frontend.node, "ctrl-ring-ref"), scanUnsigned, ERANGE);
  if (reference === undefined) return "unknown";
  if (reference.errno !== undefined) return undefined;
  const reading = read(frontend, frontend.node, "event-channel-ctrl");
  const channel = scan(reading, scanUnsigned, ERANGE);
  if (channel === undefined) return "unknown";
  const port = channel.value;
  if (port !== undefined && isPort(port) && !boundElsewhere(port)) return port;
  const keyEntry = keyEntryIn(reading);
  const culprit = keyEntry ?? frontend.controlReference ?? frontend.node;
  const error = `${channel.errno ?? EINVAL} connecting control ring`;
  return { error, step: "control ring", key: "event-channel-ctrl", keyEntry, culprit, port };
}

/**
 * Connects a frontend of which the dump does not tell the request. Only one thing shows how many queues it asks for: all keys of a queue at the top level, and no
 * directory of a queue, are a request for one. Otherwise, or if these keys are bad, the outcome is unknown.
 */
function connectUntold(frontend: Frontend, isBound: BoundElsewhere): Connection {
  const connection = frontend.isLikeOne ? connectQueues(frontend, 1, isBound) : unknown(new Set());
  const untold = new Set<Untold>([...connection.untold, "request"]);
  return connection.outcome === "connects" ? { ...connection, untold } : unknown(untold);
}

/** Connects one queue after the other, up to the first that fails. */
function connectQueues(frontend: Frontend, requested: number, isBound: BoundElsewhere): Connection {
  const bound = new Set<number>();
  const styles: ChannelStyle[] = [];
  const untold = new Set<Untold>();
  for (let index = 0; index < requested; index += 1) {
    const keys = requested === 1 ? frontend.topLevel : frontend.queue(index);
    // The dump may have left out the directory of this queue, and those after it.
    if (keys === undefined && !frontend.tells(`queue-${index}`)) return unknown(untold.add("keys"));
    const queue = connectQueue(frontend, { index, keys }, (port) => bound.has(port) || isBound(port));
    if ("error" in queue) return stopped(queue);
    styles.push(queue.style);
    for (const port of queue.ports) bound.add(port);
    for (const what of queue.untold) untold.add(what);
  }
  return untold.has("keys") ? unknown(untold) : { outcome: "connects", styles, untold, refusal: undefined };
}

/** A queue that was requested. */
interface RequestedQueue {
  readonly index: number;
  /** Undefined if there is no directory for them. */
  readonly keys: RingKeys | undefined;
}

/** A queue that netback connects, the ports that it binds, and what of its keys the dump does not tell. */
interface ConnectedQueue {
  readonly style: ChannelStyle;
  readonly ports: readonly number[];
  readonly untold: readonly Untold[];
}

const ABSENT: Reading = { kind: "absent" };

/** `connect_data_rings`: the ring references, then the event channels; Xen maps and binds them at the end. */
function connectQueue(frontend: Frontend, { index, keys }: RequestedQueue, isBound: BoundElsewhere): ConnectedQueue | Refusal {
  const reading = (name: RingKeyName): Reading => (keys === undefined ? ABSENT : readingOf(keys.get(name), frontend, keys.node, name));
  const refusal = (error: string, step: Refusal["step"], key: RingKeyName, port?: number): Refusal => {
    const keyEntry = keys?.get(key);
    const culprit = keyEntry ?? keys?.node ?? frontend.numQueuesEntry ?? frontend.node;
    return { error, step, queue: index, key, keyEntry, culprit, port };
  };
  const path = (): string => (keys === frontend.topLevel ? frontend.path : `${frontend.path}/queue-${index}`);
  const readings: Reading[] = [];
  const references: string[] = [];
  for (const name of RING_REFERENCES) {
    const found = reading(name);
    readings.push(found);
    const scanned = scan(found, scanUnsignedLong, EINVAL);
    if (scanned?.errno !== undefined) return refusal(`${scanned.errno} reading ${path()}/ring-ref`, "ring reference", name);
    references.push(String(scanned?.value ?? "?"));
  }
  const { style, channels, ports } = channelsTaken(reading, keys);
  readings.push(...channels);
  // A pair is only taken if both halves have a number, or may have one.
  const errno = ports[0]?.errno;
  if (errno !== undefined) return refusal(`${errno} reading ${path()}/event-channel(-tx/rx)`, "event channel", "event-channel");
  const known = ports.map((port) => port?.value);
  const unbindable = known.findIndex((port) => port !== undefined && (!isPort(port) || isBound(port)));
  const refused = CHANNELS_OF[style][unbindable];
  if (refused !== undefined) {
    const [txPort, rxPort] = known.map((port) => port ?? "?");
    return refusal(`${EINVAL} mapping shared-frames ${references.join("/")} port tx ${txPort} rx ${rxPort}`, "mapping", refused, known[unbindable]);
  }
  const isOne = known[0] !== undefined && known[0] === known[1];
  return { style: isOne ? "shared" : style, ports: known.filter((port) => port !== undefined), untold: untoldIn(readings) };
}

/** The event channels that netback takes for a queue, and the ports for tx and rx that it finds in them. */
interface ChannelsTaken {
  readonly style: ChannelStyle;
  readonly channels: readonly Reading[];
  readonly ports: readonly [Scanned<number>, Scanned<number>];
}

/** Takes the split pair, or the shared channel if half of the pair cannot be read. */
function channelsTaken(reading: (name: RingKeyName) => Reading, keys: RingKeys | undefined): ChannelsTaken {
  const pair = [reading("event-channel-tx"), reading("event-channel-rx")] as const;
  const tx = scan(pair[0], scanUnsigned, EINVAL);
  const rx = scan(pair[1], scanUnsigned, EINVAL);
  const isPairGone = tx?.errno !== undefined || rx?.errno !== undefined;
  // If the dump may have left out a half of the pair, but holds the shared channel, take that one: it is whole.
  const isPairTorn = keys?.isSplit === false && keys.get("event-channel") !== undefined;
  if (!isPairGone && !isPairTorn) return { style: "split", channels: pair, ports: [tx, rx] };
  const shared = reading("event-channel");
  const port = scan(shared, scanUnsigned, ERANGE);
  return { style: "shared", channels: [shared], ports: [port, port] };
}

function untoldIn(readings: readonly Reading[]): readonly Untold[] {
  return readings.flatMap((reading) => (reading.kind === "unknown" ? (reading.keyEntry === undefined ? "keys" : "values") : []));
}
