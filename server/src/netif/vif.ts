import type { Backend } from "./backend";
import type { Frontend } from "./frontend";
import type { KeyEntry } from "./key-entry";

/** A network card of a guest: the two directories that agree through their keys, as far as the dump holds them. */
export interface Vif {
  readonly frontend: Frontend | undefined;
  readonly backend: Backend | undefined;
}

/** A vif whose frontend is in the dump: without it there is no forecast. */
export interface VifWithFrontend extends Vif {
  readonly frontend: Frontend;
}

/** Whether the dump holds the frontend of a vif. */
export function hasFrontend(vif: Vif): vif is VifWithFrontend {
  return vif.frontend !== undefined;
}

/** The error node of a vif's backend, which holds its last error, if it is in the dump. */
export function backendErrorOf({ frontend, backend }: Vif): KeyEntry | undefined {
  return backend === undefined ? frontend?.peerError : backend.ownError;
}

/** Whether the backend is QEMU's rather than netback: it stands under `backend/qnic`. */
export function isServedByQemu({ frontend, backend }: Vif): boolean {
  return /(?:^|\/)qnic\/[0-9]+\/[0-9]+$/.test(backend?.node.path ?? frontend?.link ?? "");
}
