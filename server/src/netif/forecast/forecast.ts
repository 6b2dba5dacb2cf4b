import type { Frontend } from "../frontend";
import type { ChannelStyle } from "../ring-keys";
import type { Setting } from "../setting";
import type { SharedResources } from "../shared-resources";
import type { Vif } from "../vif";
import type { StoreNode } from "../../store/node";
import { connect } from "./connect";
import type { Kernel } from "./kernel";
import { scanSigned } from "./kernel-scan";
import { read, scan } from "./reading";

/** What Linux netback does with the keys of a vif as the dump holds them. */
export interface Forecast {
  readonly outcome: "connects" | "refuses" | "waits" | "closes";
  /** The number of queues that connect; 0 for every other outcome. */
  readonly queues: number;
  readonly styles: readonly ChannelStyle[];
  /** What the error node then says: an errno and a text. */
  readonly error: string | undefined;
  /** What decides a refusal: a key, or the directory that lacks one. */
  readonly culprit: Setting | StoreNode | undefined;
}

/**
 * Works out what netback does when it sees the state of a frontend (`frontend_changed` in xenbus.c). What the dump does not
 * tell is taken for good. An excerpt without a state and without a link is taken to be in state 4.
 */
export function forecast(vif: Vif & { readonly frontend: Frontend }, kernel: Kernel, resources: SharedResources): Forecast {
  const { frontend, backend } = vif;
  const state = frontendState(frontend);
  if (state === 1 || state === 3) return without("waits");
  if (state === 0 || state === 5 || state === 6) return without("closes");
  if (state !== 4 && state !== 7) {
    return { ...without("refuses"), error: `22 saw state ${state} at frontend`, culprit: frontend.stateSetting };
  }
  const bound = (port: number): boolean => resources.isBoundByAnother(frontend, port);
  const { styles, queues, error, culprit } = connect(frontend, backend, kernel, bound);
  return { outcome: error === undefined ? "connects" : "refuses", queues, styles, error, culprit };
}

function without(outcome: Forecast["outcome"]): Forecast {
  return { outcome, queues: 0, styles: [], error: undefined, culprit: undefined };
}

/** The state as `xenbus_read_driver_state` reads it: what is missing or no number is Unknown. */
function frontendState(frontend: Frontend): number {
  const isExcerpt = frontend.stateSetting === undefined && frontend.setting("backend") === undefined;
  const scanned = isExcerpt ? undefined : scan(read(frontend, frontend.node, "state"), scanSigned, 34);
  if (scanned === undefined) return 4;
  return "value" in scanned ? scanned.value : 0;
}
