import type { TextChange } from "../dump/draft";
import type { Text } from "../dump/text";
import type { Kernel } from "../netif/forecast/kernel";
import type { Model } from "../netif/model";
import type { Finding } from "../rules/checker";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";

/** A dump as the features see it: its text, what is known of it, and how to try an edit. */
export interface AnalysedDump {
  readonly text: Text<StoreNode>;
  readonly store: Store;
  readonly model: Model;
  /** The netback that forecasts are made for. */
  readonly kernel: Kernel;
  /** What the rules found, in no certain order; findings that an edit does not reach are the same objects after it, and in the same order. */
  findings(): Iterable<Finding>;
  /**
   * Takes over edits in turn, and brings all else up to date.
   * @returns the edits that take them back, in turn
   */
  editAll(edits: readonly TextChange[]): TextChange[];
}
