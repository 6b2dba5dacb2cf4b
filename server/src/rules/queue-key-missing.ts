import { t } from "../l10n";
import type { Frontend } from "../netif/frontend";
import { channelStyle, generateKeys } from "../netif/edits/queue-subtree";
import { CHANNELS_OF, EVENT_CHANNELS, meets, namesFor, RING_REFERENCES, type Need, type RingKeys } from "../netif/ring-keys";
import type { KeyEntry } from "../netif/key-entry";
import { moveKeys } from "../netif/edits/top-level";
import { directorySpan, type EntrySpan } from "../store/spans";
import { givenUp } from "./parts/given-up";
import { orMisspelt } from "./parts/misspelt";
import { placeOfMissing } from "./parts/places";
import { relatedAt } from "./parts/related";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { listed } from "./parts/wording";

/** S6, S7, S9: each queue is one ring pair with its event channels. */
export const queueKeyMissing: FrontendRule = {
  on: "frontend",
  code: "queue-key-missing",
  level: "error",
  gate: "negotiation",
  sentences: ["S6", "S7", "S9"],
  summary: "a queue lacks a ring reference or any event channel",
  check(frontend, scene) {
    if (frontend.strayKeys.length > 0) return NONE;
    const lacking = frontend.inForce.flatMap((keys) => {
      const missing = keys.missing.filter((name) => frontend.tells(name, keys.node));
      return missing.length === 0 ? [] : { keys, missing };
    });
    const at = lacking.length === 0 ? undefined : placeOfMissing(frontend);
    if (at === undefined) return NONE;
    const models = modelsOf(frontend);
    return lacking.map((lack) => reportOn(lack, at, models, frontend, scene));
  },
};

/** What a queue, or the top level, lacks. */
interface Lack {
  readonly keys: RingKeys;
  readonly missing: readonly Need[];
}

function reportOn({ keys, missing }: Lack, at: EntrySpan, models: ReadonlyMap<string, KeyEntry>, frontend: Frontend, scene: Scene): Report {
  const names = listed(missing.map((name) => (name === "event-channel" ? t("no event channel") : t("no {0}", name))));
  const model = models.get(missing[0] ?? "");
  const fault = keys.index === undefined ? t("The top level has {0}.", names) : t("Queue {0} has {1}.", keys.index, names);
  const report: Report = {
    at,
    message: `${fault} ${consequence(frontend)}`,
    explains: ({ queue, key, keyEntry }) => keyEntry === undefined && queue === keys.number && missing.some((name) => name === key),
    related: [
      ...(keys.index === undefined ? [] : relatedAt(directorySpan(keys.node), t("Queue {0} is here.", keys.index))),
      ...relatedAt(model?.nameSpan, t("A queue that has {0}.", model?.name ?? "")),
    ],
    fixes: function* () {
      const stray = keys.missingAmong(frontend.topLevel.keyEntries);
      const channels = CHANNELS_OF[channelStyle(frontend, scene.backend)];
      // A value in the wrong place is worth more than a placeholder.
      if (stray.length > 0) {
        const moved = moveKeys(scene.draft(), stray, frontend, keys);
        const rest = missing.filter((need) => !stray.some(({ name }) => meets(name, need)));
        const title = t("Move {0} into {1}", listed(stray.map(({ name }) => name)), keys.node.name);
        yield { title, draft: generateKeys(moved, frontend, keys, namesFor(rest, channels)), preferred: true };
      }
      const written = namesFor(missing, channels);
      const draft = generateKeys(scene.draft(), frontend, keys, written);
      const title = keys.index === undefined ? t("Generate {0}", listed(written)) : t("Generate {0} in {1}", listed(written), keys.node.name);
      yield { title, draft, preferred: stray.length === 0 };
    },
  };
  return givenUp(frontend, fault, report) ?? orMisspelt(report, keys.node, namesFor(missing, EVENT_CHANNELS), scene);
}

/** For each key that a queue may lack, that of the first queue that has it; for `event-channel`, any event channel. */
function modelsOf(frontend: Frontend): ReadonlyMap<string, KeyEntry> {
  const models = new Map<string, KeyEntry>();
  for (const keys of frontend.inForce) {
    const keyEntries = [...RING_REFERENCES.map((name) => [name, keys.get(name)] as const), ["event-channel", keys.channelsInUse[0]] as const];
    for (const [name, keyEntry] of keyEntries) if (keyEntry !== undefined && !models.has(name)) models.set(name, keyEntry);
  }
  return models;
}

function consequence(frontend: Frontend): string {
  return frontend.requestedQueues === 1 ? t("netback refuses the device.") : t("netback will refuse all queues: each must be complete.");
}
