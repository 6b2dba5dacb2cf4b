import { EINVAL, ERANGE } from "../errno";
import type { Frontend } from "../frontend";
import { KERNELS, type Kernel } from "../kernel";
import { scanSigned } from "../kernel-scan";
import { read, scan } from "../reading";
import { XenbusState } from "../state";
import type { VifWithFrontend, Vif } from "../vif";
import type { ChannelStyle } from "../ring-keys";
import { connect, type Connection } from "./connect";
import type { Refusal } from "./refusal";

/** What Linux netback does with the keys of a vif as the dump holds them. */
export interface Forecast {
  readonly outcome: Connection["outcome"] | "waits" | "closes";
  /** The number of queues that connect; 0 for every other outcome. */
  readonly queues: number;
  readonly styles: readonly ChannelStyle[];
  /**
   * What netback reads and the dump does not tell. If netback connects, that rests on it, and so does a refusal if it is the state; if the outcome is unknown, this
   * makes it so; empty for the others.
   */
  readonly untold: ReadonlySet<"state" | "request" | "keys" | "values">;
  /** Where it stops, and over what, if it refuses. */
  readonly refusal: Refusal | undefined;
}

/**
 * Works out what netback does when it sees the state of a frontend (`frontend_changed` in xenbus.c). Values that the dump does not tell are taken to be good;
 * keys that it may lack make the outcome unknown. An excerpt without a state and without a link is taken to be in state 4.
 */
export function forecast(vif: VifWithFrontend, kernel: Kernel): Forecast {
  const { frontend } = vif;
  const known = frontendState(frontend);
  const state = known ?? XenbusState.Connected;
  if (state === XenbusState.Initialising || state === XenbusState.Initialised) return without("waits");
  if (state === XenbusState.Unknown || state === XenbusState.Closing || state === XenbusState.Closed) return without("closes");
  const keyEntry = frontend.stateEntry;
  if (!isConnecting(state)) {
    const error = `${EINVAL} saw state ${state} at frontend`;
    return { ...without("refuses"), refusal: { error, step: "state", key: "state", keyEntry, culprit: keyEntry ?? frontend.node } };
  }
  const { outcome, styles, untold, refusal } = connectAmongOthers(vif, kernel);
  return { outcome, queues: styles.length, styles, refusal, untold: known === undefined ? new Set([...untold, "state"]) : untold };
}

function connectAmongOthers({ frontend, backend }: VifWithFrontend, kernel: Kernel, readsMac?: boolean): Connection {
  return connect(frontend, backend, kernel, (port) => frontend.isBoundAbove(port, kernel), readsMac);
}

/**
 * Which netback refuses the keys of a vif with a given error text, whatever became of the vif since: its versions word the same refusal differently.
 * @param kernel the one to try first
 * @returns undefined if none of them does
 */
export function kernelThatSays(error: string, vif: VifWithFrontend, kernel: Kernel): Kernel | undefined {
  const attempts = (version: Kernel) => [forecast(vif, version), connectAmongOthers(vif, version), connectAmongOthers(vif, version, true)];
  return [kernel, ...KERNELS].find((version) => attempts(version).some(({ refusal }) => refusal?.error === error));
}

/**
 * How netback words a refusal that is due to the keys of a vif. Any other error has another cause or is from another time: netback took the device, memory was
 * short, Xen did not map the control ring, a script failed.
 */
const OF_KEYS = /^-?[0-9]+ (?:reading \/|mapping\b|guest requested |parsing |saw state )/;

/** Whether the text of an error node speaks of keys, so that a forecast can explain it. */
export function isOfKeys(error: string): boolean {
  return OF_KEYS.test(error);
}

/** What netback says if keys that are good do not connect: memory is short, or Xen does not map the control ring. It goes to Connected all the same. */
const DESPITE_KEYS = /^-?[0-9]+ (?:allocating queues|connecting control ring)$/;

/** Whether the text of an error node may be current although the keys are good and both ends are connected. */
export function isDespiteKeys(error: string): boolean {
  return DESPITE_KEYS.test(error);
}

/** Whether netback connects a vif, going by its own keys alone: vifs that come after it then find its ports bound. */
export function connectsAlone({ frontend, backend }: Vif, kernel: Kernel): boolean {
  if (frontend === undefined || !isConnecting(frontendState(frontend) ?? XenbusState.Connected)) return false;
  return connect(frontend, backend, kernel, () => false).refusal === undefined;
}

function isConnecting(state: number): boolean {
  return state === XenbusState.Connected || state === XenbusState.Reconfiguring;
}

function without(outcome: Forecast["outcome"]): Forecast {
  return { outcome, queues: 0, styles: [], untold: new Set(), refusal: undefined };
}

/** The state as `xenbus_read_driver_state` reads it: one that is missing, gone or not a number is Unknown; undefined if the dump does not tell it. */
function frontendState(frontend: Frontend): number | undefined {
  const hasLink = frontend.linkEntry !== undefined;
  if (frontend.stateEntry === undefined && !hasLink) return XenbusState.Connected;
  // The node was gone when xenstore-ls read its value: the driver finds none either.
  if (hasLink && frontend.stateEntry?.isGone === true) return 0;
  const scanned = scan(read(frontend, frontend.node, "state"), scanSigned, ERANGE);
  return scanned === undefined ? undefined : (scanned.value ?? 0);
}
