import type { Backend } from "../netif/backend";
import { Frontend } from "../netif/frontend";
import type { Place } from "../netif/key";
import type { Model } from "../netif/model";
import { queueIndex } from "../netif/queue-name";
import type { StoreNode } from "../store/node";

/** What the keys in a directory are keys of. */
export interface NetifPlace {
  /** The vif directory: the one that they stand in, or the frontend of their queue. */
  readonly directory: Frontend | Backend;
  readonly at: Place;
}

/** Tells what the keys in a directory are keys of; undefined for a directory that is none of a vif. */
export function placeInside(model: Model, node: StoreNode): NetifPlace | undefined {
  const directory = model.directory(node);
  if (directory !== undefined) return { directory, at: directory.side };
  if (node.parent === undefined || queueIndex(node.name) === undefined) return undefined;
  const outer = model.directory(node.parent);
  return outer instanceof Frontend ? { directory: outer, at: "queue" } : undefined;
}
