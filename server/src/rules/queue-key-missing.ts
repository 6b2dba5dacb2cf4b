import type { Frontend } from "../netif/frontend";
import { channelStyle, generateKeys, keysOf } from "../netif/edits/queue-subtree";
import type { RingKeyName, RingKeys } from "../netif/ring-keys";
import type { Setting } from "../netif/setting";
import { directorySpan } from "../store/spans";
import { placeOfMissing } from "./place-of-missing";
import type { FrontendRule, Scene } from "./rule";
import { listed } from "./wording";

/** S6, S7, S9: each queue is one ring pair with its event channels. */
export const queueKeyMissing: FrontendRule = {
  on: "frontend",
  code: "queue-key-missing",
  level: "error",
  gate: "negotiation",
  sentences: ["S6", "S7", "S9"],
  summary: "a queue lacks a ring reference or any event channel",
  *check(frontend, scene) {
    if (!frontend.judgesAbsence || frontend.strayKeys.length > 0) return;
    for (const keys of frontend.inForce) {
      if (keys.missing.length === 0 || !frontend.holdsAllOf(keys.node)) continue;
      const directory = directorySpan(scene.text, keys.node);
      const at = placeOfMissing(scene.text, frontend);
      if (at === undefined) continue;
      const names = keys.missing.map((name) => (name === "event-channel" ? "no event channel" : `no ${name}`));
      const model = modelOf(frontend, keys);
      yield {
        at,
        message: `${keys.label} has ${listed(names)}. ${consequence(frontend)}`,
        related: [
          ...(keys.index === undefined || directory === undefined ? [] : [{ at: directory, message: `${keys.label} is here.` }]),
          ...(model === undefined ? [] : [{ at: model.nameSpan, message: `A queue that has ${model.name}.` }]),
        ],
        fixes: function* () {
          const missing = namesToWrite(frontend, keys, scene);
          const draft = generateKeys(scene.draft(), scene.text, frontend, keys, missing);
          yield { title: `Generate ${listed(missing)}${keys.index === undefined ? "" : ` in ${keys.node.name}`}`, draft, preferred: true };
        },
      };
    }
  },
};

/** What this queue lacks first, in a queue that has it. */
function modelOf(frontend: Frontend, keys: RingKeys): Setting | undefined {
  const [name] = keys.missing;
  return frontend.inForce.flatMap((other) => (name === "event-channel" ? other.channelsInUse : name && other.get(name)) ?? [])[0];
}

function consequence(frontend: Frontend): string {
  return frontend.requestedQueues === 1 ? "netback refuses the device." : "netback will refuse all queues: each must be complete.";
}

/** The keys to write; for an event channel, those of the style that the other queues have. */
function namesToWrite(frontend: Frontend, keys: RingKeys, scene: Scene): RingKeyName[] {
  const channels = keysOf(channelStyle(frontend, scene.backend)).filter((name) => name.startsWith("event-channel"));
  return keys.missing.flatMap((name): readonly RingKeyName[] => (name === "event-channel" ? channels : [name]));
}
