import { TOP_NAMES } from "../dump/store-path";
import type { StoreNames } from "../store/store-names";

/** The names in the stores of hosts with Xen. A device directory has one of the links: a frontend links to its backend, a backend to its frontend. */
export const STORE_NAMES: StoreNames = {
  top: new RegExp(`^(?:[0-9]+|local|domain|${TOP_NAMES}|device|backend|frontend|vif|qnic|error|data|control|queue-[0-9]+)$`),
  links: ["frontend", "backend"],
};
