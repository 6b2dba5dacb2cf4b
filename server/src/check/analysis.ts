import type { Text } from "../dump/text";
import { Model } from "../netif/model";
import { STORE_NAMES } from "../netif/store-names";
import type { StoreNode } from "../store/node";
import { Store } from "../store/store";
import { Checker, type Failed } from "./checker";
import type { CheckerSettings } from "./rule-settings";

/** All that is known about a text. */
export interface Analysis {
  readonly store: Store;
  readonly model: Model;
  readonly checker: Checker;
}

/** How much an edit made the analysis look at again, in counts that do not depend on the machine. */
export interface Effort {
  /** Lines that were read. */
  readonly lines: number;
  /** Nodes of the store that came, went, or have another value. */
  readonly nodes: number;
  /** Directories of vifs that were checked. */
  readonly directories: number;
}

/**
 * Analyses a text from its first line. So far the rules have run on lines only: `checkTouched` runs them on vifs and nodes.
 * @param root the absolute path where captures were taken, for captures that do not say so themselves
 */
export function analyse(text: Text<StoreNode>, settings: CheckerSettings, failed: Failed, root: string | undefined): Analysis {
  const store = new Store(text, STORE_NAMES);
  const model = new Model(store, root);
  return { store, model, checker: new Checker(store, model, settings, failed) };
}

/** The same analysis, with everything checked again under other settings. */
export function checkedAnew({ store, model }: Analysis, settings: CheckerSettings, failed: Failed): Analysis {
  const checker = new Checker(store, model, settings, failed);
  checker.updateNodes(store.duplicated, new Set(model.directories));
  return { store, model, checker };
}

/** Passes the nodes that the store lists as touched on to the model and the rules. */
export function checkTouched({ store, model, checker }: Analysis): Omit<Effort, "lines"> {
  const directories = checker.updateNodes(store.touched, model.update());
  const nodes = store.touched.size;
  store.touched = new Set();
  return { nodes, directories };
}
