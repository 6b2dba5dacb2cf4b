import type { LineChange } from "../dump/line-change";
import type { StoreNode } from "../store/node";
import type { Finding } from "./finding";

/** Something in a text that takes findings away, or puts others in their place. */
export interface FindingFilter {
  /** Follows an edit of the text. */
  update(change: LineChange<StoreNode>): void;
  /** What becomes of findings: they come back as they are if the text has nothing of the kind. */
  apply(findings: Iterable<Finding>): Iterable<Finding>;
}
