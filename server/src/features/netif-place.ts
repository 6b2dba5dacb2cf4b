import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import type { Place } from "../netif/key";
import type { Model } from "../netif/model";
import { queueIndex } from "../netif/queue-name";
import type { StoreNode } from "../store/node";

/** The part of a vif that the keys in a directory belong to. */
export interface NetifPlace {
  /** The vif directory that holds them, or the frontend of their queue. */
  readonly directory: Frontend | Backend;
  readonly at: Place;
}

/** Finds the part of a vif that the keys in a directory belong to; undefined for a directory that is not part of one. */
export function placeInside(model: Model, node: StoreNode): NetifPlace | undefined {
  const directory = model.directory(node);
  if (directory !== undefined) return { directory, at: directory.side };
  if (node.parent === undefined || queueIndex(node.name) === undefined) return undefined;
  const outer = model.directory(node.parent);
  return outer?.side === "frontend" ? { directory: outer, at: "queue" } : undefined;
}
