import { isNumber } from "../netif/device-address";
import type { Model } from "../netif/model";
import { queueIndex } from "../netif/queue-name";
import { isFragmentTop, type StoreNode } from "../store/node";

/**
 * What a node is to somebody who navigates a store. A `passage` is a directory that only leads to others:
 * `/local/domain`, `device/vif`.
 */
export type Landmark = "domain" | "device" | "queue" | "passage" | "directory";

/** How far down a store a path has come; `fragment` is the top of a capture that does not tell where it was taken. */
type Stage = Exclude<Landmark, "passage"> | "top" | "fragment" | "local" | "domains" | "class" | "devices" | "guests" | "backends" | "network";

/** The stage of a node with a known name, by the stage of its parent. For other names see `ANY`. */
const NAMED: Readonly<Partial<Record<Stage, Readonly<Record<string, Stage>>>>> = {
  top: { local: "local" },
  fragment: { local: "local", domain: "domains", device: "devices", backend: "backends", vif: "network", qnic: "network" },
  local: { domain: "domains" },
  domain: { device: "devices", backend: "backends" },
};

/** The stage of a node with any other name, by the stage of its parent: from `device` to `vif` to `0`. Without one, it is a plain directory. */
const ANY: Readonly<Partial<Record<Stage, Stage>>> = { devices: "class", class: "device", backends: "guests", guests: "class", network: "network" };

/** What a node on the way down through a store is, and its stage, which decides what its children are. */
export interface Milestone {
  readonly landmark: Landmark;
  readonly stage: Stage;
}

/**
 * Says what a node is, from what its parent is.
 * @param above undefined for the top of a chain of parents
 */
export function milestone(model: Model, node: StoreNode, above: Milestone | undefined): Milestone {
  const stage = stageOf(model, node, above?.stage ?? "top");
  const isLandmark = stage === "domain" || stage === "device" || stage === "queue" || stage === "directory";
  return { stage, landmark: isLandmark ? stage : "passage" };
}

/** The chain of parents down to a node, which is the last, and what each of them is. */
export function landmarksAbove(model: Model, node: StoreNode): { readonly node: StoreNode; readonly landmark: Landmark }[] {
  const chain: { node: StoreNode; landmark: Landmark }[] = [];
  let at: Milestone | undefined;
  for (const step of chainTo(node)) {
    at = milestone(model, step, at);
    chain.push({ node: step, landmark: at.landmark });
  }
  return chain;
}

/** Whether a node is part of a chain of parents: all are but the `/` of the store. */
export function isInChain(node: StoreNode): boolean {
  return node.parent !== undefined || isFragmentTop(node);
}

/** The nodes from the top down to a node, itself the last. */
function chainTo(node: StoreNode): StoreNode[] {
  const chain: StoreNode[] = [];
  for (let at: StoreNode | undefined = node; at !== undefined; at = at.parent) if (isInChain(at)) chain.push(at);
  return chain.reverse();
}

function stageOf(model: Model, node: StoreNode, above: Stage): Stage {
  if (model.sideOf(node) !== undefined) return "device";
  if (isFragmentTop(node)) return "fragment";
  if (above === "domains") return isNumber(node.name) ? "domain" : "directory";
  if (above === "device") return queueIndex(node.name) === undefined ? "directory" : "queue";
  const named = NAMED[above];
  return (named !== undefined && Object.hasOwn(named, node.name) ? named[node.name] : ANY[above]) ?? "directory";
}
