import type { TextChange } from "../dump/draft";
import type { Line } from "../dump/line";
import type { Text } from "../dump/text";
import type { Kernel } from "../netif/kernel";
import type { Model } from "../netif/model";
import type { Finding } from "../check/finding";
import type { StoreNode } from "../store/node";
import type { Store } from "../store/store";

/** A dump as the features see it: its text, what is known about it, and a way to edit it. */
export interface AnalysedDump {
  readonly text: Text<StoreNode>;
  readonly store: Store;
  readonly model: Model;
  /** The netback that forecasts are made for. */
  readonly kernel: Kernel;
  /** What the rules found, in no particular order. Findings that an edit does not reach stay the same objects, in the same order. */
  findings(): Iterable<Finding>;
  /** Whether a line that cannot be read is no part of a dump: what people wrote around it, or the output of another command. */
  isAroundDump(line: Line<StoreNode>): boolean;
  /**
   * Applies edits one after the other, and brings everything else up to date.
   * @returns the edits that undo them, in the order to apply them
   */
  editAll(edits: readonly TextChange[]): TextChange[];
}
