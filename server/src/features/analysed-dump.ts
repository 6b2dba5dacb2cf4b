import type { TextChange } from "../dump/draft";
import type { Line } from "../dump/line";
import type { LineChange } from "../dump/line-change";
import { Text } from "../dump/text";
import { undoOf } from "../dump/undo";
import { Checker, type Failed } from "../check/checker";
import type { Finding } from "../check/finding";
import type { Kernel } from "../netif/kernel";
import { Model } from "../netif/model";
import { STORE_NAMES } from "../netif/store-names";
import type { StoreNode } from "../store/node";
import { Store } from "../store/store";
import type { Settings } from "./settings";

/** All that is known about a text. */
interface Analysis {
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

/** A dump as the features see it: its text, what is known about it, and a way to edit it. */
export class AnalysedDump {
  readonly text: Text<StoreNode>;
  #settings: Settings;
  readonly #failed: Failed;
  readonly #root: string | undefined;
  #analysis: Analysis;
  #effort: Effort = { lines: 0, nodes: 0, directories: 0 };
  #stage: object = {};

  /** @param root the absolute path where captures were taken, for captures that do not say so themselves */
  constructor(text: string, settings: Settings, failed: Failed, root?: string) {
    this.#failed = failed;
    this.#root = root;
    this.#settings = settings;
    this.text = new Text(text);
    this.#analysis = this.#analyse();
  }

  get store(): Store {
    return this.#analysis.store;
  }

  get model(): Model {
    return this.#analysis.model;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** The netback that forecasts are made for. */
  get kernel(): Kernel {
    return this.#settings.kernel;
  }

  /** Adopts other settings, and checks everything again. */
  configure(settings: Settings): void {
    this.#settings = settings;
    this.#stage = {};
    const { store, model } = this.#analysis;
    const checker = new Checker(store, model, settings, this.#failed);
    checker.updateNodes(store.duplicated, new Set(model.directories));
    this.#analysis = { store, model, checker };
  }

  /** How much the last edit, or the opening, made the analysis look at. */
  get effort(): Effort {
    return this.#effort;
  }

  /** A new object after each edit, even one that is tried out and undone. Work in steps is valid as long as it stays the same. */
  get stage(): object {
    return this.#stage;
  }

  /** What the rules found, in no particular order. Findings that an edit does not reach stay the same objects, in the same order. */
  findings(): Iterable<Finding> {
    return this.#analysis.checker.findings();
  }

  /** Whether a line that cannot be read is not part of a dump: what people wrote around it, or the output of another command. */
  isAroundDump(line: Line<StoreNode>): boolean {
    return this.#analysis.checker.isAroundDump(line);
  }

  /** Whether comments in the dump silence rules, so that `findings` may lack what they found. */
  get isSilencedByComments(): boolean {
    return this.#analysis.checker.isSilencedByComments;
  }

  /**
   * Applies edits, each to the text as the one before has left it. The rules for vifs and nodes run once, after the last.
   * @returns the edits that undo them, in the order to apply them
   */
  editAll(edits: readonly TextChange[]): TextChange[] {
    const changes: LineChange<StoreNode>[] = [];
    let lines = 0;
    this.#stage = {};
    try {
      this.store.edit(edits, (change) => {
        changes.push(change);
        this.#analysis.checker.updateLines(change);
        lines += change.rewritten.length + change.inserted.length + change.reread.length;
      });
      this.#effort = checkTouched(this.#analysis, lines);
    } catch (error) {
      for (const { range, newText } of edits.slice(changes.length)) changes.push(this.text.replace(range, newText));
      // The text is right whatever happened, so everything is analysed again from it.
      this.#failed("edit", error);
      this.#analysis = this.#analyse();
    }
    return changes.map(undoOf).reverse();
  }

  #analyse(): Analysis {
    const store = new Store(this.text, STORE_NAMES);
    const model = new Model(store, this.#root);
    const analysis = { store, model, checker: new Checker(store, model, this.#settings, this.#failed) };
    // So far the rules have run on lines only.
    this.#effort = checkTouched(analysis, this.text.lineCount);
    return analysis;
  }
}

/** Passes the nodes that the store lists as touched on to the model and the rules. @param lines how many lines were read */
function checkTouched({ store, model, checker }: Analysis, lines: number): Effort {
  const directories = checker.updateNodes(store.touched, model.update());
  const nodes = store.touched.size;
  store.touched = new Set();
  return { lines, nodes, directories };
}
