import type { Text } from "../dump/text";
import { Model } from "../netif/model";
import { Checker } from "../rules/checker";
import type { Settings } from "../rules/settings";
import type { StoreNode } from "../store/node";
import { Store } from "../store/store";

/** All that is known of a text. */
export interface Analysis {
  readonly store: Store;
  readonly model: Model;
  readonly checker: Checker;
}

/** How much an edit made the analysis look at again; nothing of it depends on the machine. */
export interface Effort {
  /** Lines that were read. */
  readonly lines: number;
  /** Nodes of the store that came, went, or have another value. */
  readonly nodes: number;
  /** Directories of vifs that were checked. */
  readonly directories: number;
}

/** Told when a rule throws; it is skipped, and the others go on. */
type Failed = (code: string, error: unknown) => void;

/**
 * Analyses a text from its first line. The rules have not run on vifs and nodes yet: `settle` has them do so.
 * @param root the absolute path where captures were taken that do not tell it themselves
 */
export function analyse(text: Text<StoreNode>, settings: Settings, failed: Failed, root: string | undefined): Analysis {
  const store = new Store(text);
  const model = new Model(store, root);
  return { store, model, checker: new Checker(text, store, model, settings, failed) };
}

/** The same text with everything checked anew, under other settings. */
export function checkedAnew({ store, model }: Analysis, settings: Settings, failed: Failed): Analysis {
  const checker = new Checker(store.text, store, model, settings, failed);
  checker.updateNodes(store.duplicated, new Set(model.directories));
  return { store, model, checker };
}

/** Carries what the store says was touched through to the rules. */
export function settle({ store, model, checker }: Analysis): Omit<Effort, "lines"> {
  checker.updateNodes(store.touched, model.update());
  const effort = { nodes: store.touched.size, directories: checker.checkedDirectories };
  store.touched = new Set();
  return effort;
}
