import type { StoreNode } from "../../store/node";
import type { KeyEntry } from "../key-entry";

/** The steps that netback takes with a frontend, in its order. */
export type Step = "state" | "request" | "mac" | "control ring" | "ring reference" | "event channel" | "mapping";

/** Where netback stops, and over what. */
export interface Refusal {
  /** What the error node then says: an errno and a text; a `?` stands for what the dump does not tell. */
  readonly error: string;
  readonly step: Step;
  /** The queue that it was about to connect, 0 for the only one at the top level; undefined before the queues. */
  readonly queue?: number;
  /** The key that it did not find, or whose value it refused. */
  readonly key: string;
  /** That key, if it is there. */
  readonly keyEntry: KeyEntry | undefined;
  /** The port that it could not bind. */
  readonly port?: number | undefined;
  /** What the user should look at: the key, or the directory that lacks it. */
  readonly culprit: KeyEntry | StoreNode;
}

/** Whether it is the value of this key that netback refused. */
export function isAbout(refusal: Refusal, keyEntry: KeyEntry): boolean {
  return refusal.keyEntry?.entry === keyEntry.entry;
}
