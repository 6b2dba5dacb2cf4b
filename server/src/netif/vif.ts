import type { Backend } from "./backend";
import type { Frontend } from "./frontend";

/** A network card of a guest: the two directories that agree through their keys, as far as the dump holds them. */
export interface Vif {
  readonly frontend: Frontend | undefined;
  readonly backend: Backend | undefined;
}
