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
  const stage = stageOf(directory);
  if (gate === "value") return stage === "idle" ? milder(level, "information") : level;
  if (stage === "idle") return undefined;
  return stage === "in force" ? level : lowered(level);
}

/** Whether the keys of a directory are in force, are being negotiated, or neither. */
type Stage = "in force" | "under way" | "idle";

/** How far a device has come, from its XenBus state at this end. */
function stageOf(directory: Frontend | Backend): Stage {
  return directory.side === "frontend" ? stageOfFrontend(directory) : directory.isInUse ? "in force" : "idle";
}

function stageOfFrontend(frontend: Frontend): Stage {
  if (frontend.stateEntry === undefined) return frontend.linkEntry === undefined ? "in force" : "idle";
  if (frontend.isConnected) return "in force";
  if (frontend.state === XenbusState.Initialised) return "under way";
  return frontend.isClosed && frontend.hasErrorNode ? "under way" : "idle";
}

/** Whether a value in a directory counts: netback reads it, or will. */
export function valuesCount(directory: Frontend | Backend): boolean {
  return stageOf(directory) !== "idle";
}
