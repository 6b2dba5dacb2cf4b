import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import { XenbusState } from "../netif/state";
import { lowered, milder, type Level } from "./level";

/** When a rule applies: wherever it fits; to a single value; to the completeness and consistency of a frontend with its queues and its backend. */
export type Gate = "always" | "value" | "negotiation";

/**
 * The level of a report in a directory, given how far the device has come: before Initialised the keys are not negotiated
 * yet, after Closing they are left over.
 * @returns undefined if the rule is silent
 */
export function levelAt(gate: Gate, directory: Frontend | Backend, level: Level): Level | undefined {
  if (gate === "always") return level;
  if (gate === "value") return valuesCount(directory) ? level : milder(level, "information");
  if (directory.side !== "frontend") return level;
  const stage = negotiation(directory);
  if (stage === "over") return undefined;
  return stage === "settled" ? level : lowered(level);
}

type Negotiation = "settled" | "under way" | "over";

/** How far the negotiation of a frontend has come, from its XenBus state. */
function negotiation(frontend: Frontend): Negotiation {
  if (frontend.stateEntry === undefined) return frontend.linkEntry === undefined ? "settled" : "over";
  if (frontend.isConnected) return "settled";
  if (frontend.state === XenbusState.Initialised) return "under way";
  return frontend.isClosed && frontend.hasErrorNode ? "under way" : "over";
}

/** Whether a value in a directory counts: netback reads it, or will. */
export function valuesCount(directory: Frontend | Backend): boolean {
  return directory.side === "frontend" ? negotiation(directory) !== "over" : directory.isInUse;
}
