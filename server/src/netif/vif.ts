import type { Backend } from "./backend";
import type { Frontend } from "./frontend";

/** A network card of a guest: the two directories that agree through their keys, as far as the dump holds them. */
export interface Vif {
  readonly frontend: Frontend | undefined;
  readonly backend: Backend | undefined;
}

/** Whether the backend is QEMU's rather than netback: it stands under `backend/qnic`. */
export function isServedByQemu({ frontend, backend }: Vif): boolean {
  return /(?:^|\/)qnic\/[0-9]+\/[0-9]+$/.test(backend?.node.path ?? frontend?.link ?? "");
}
