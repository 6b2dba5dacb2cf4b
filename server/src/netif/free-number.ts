import type { StoreNode } from "../store/node";
import { MAX_UINT32, readDecimal } from "./decimal";
import { MAX_EVENT_CHANNEL, type ResourceKind } from "./shared-resources";

const NAMES: Readonly<Record<ResourceKind, RegExp>> = { "ring-reference": /ring-ref/, "event-channel": /^(?:event-channel|port$)/ };
/** 4294967295 is the invalid reference. */
const LARGEST: Readonly<Record<ResourceKind, number>> = { "ring-reference": MAX_UINT32 - 1, "event-channel": MAX_EVENT_CHANNEL };
/** A directory with more nodes than this is not that of a guest. */
const MOST_NODES = 20_000;

/**
 * Finds a number that no device of a domain has in the dump: the one after the largest.
 * @param domain the directory of the domain
 * @param except a node that is not counted
 * @returns undefined if the dump has no number of that kind, if the largest is the last there can be, or if the directory has too many nodes
 */
export function numberAfterAll(domain: StoreNode, kind: ResourceKind, except?: StoreNode): number | undefined {
  const pattern = NAMES[kind];
  let largest = 0;
  let visited = 0;
  for (const node of domain.subtree()) {
    visited += 1;
    if (visited > MOST_NODES) return undefined;
    if (node !== except && node.entry?.syntax.value === "whole" && pattern.test(node.name)) largest = Math.max(largest, readDecimal(node.entry.value) ?? 0);
  }
  return largest === 0 || largest >= LARGEST[kind] ? undefined : largest + 1;
}
