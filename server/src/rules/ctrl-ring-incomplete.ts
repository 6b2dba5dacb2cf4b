import { t } from "../l10n";
import { controlPlaceholder } from "../netif/edits/queue-subtree";
import { numberRead } from "../netif/reading";
import { isAbout, type Refusal } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import { CONTROL_RING_KEYS, type ControlRingKeyName } from "../netif/ring-keys";
import type { KeyEntry } from "../netif/key-entry";
import { isPort } from "../netif/shared-resources";
import { styleInside, writeEntry } from "../store/entry-style";
import { boundForControl, holdsControlKey, readsControlRing, skipsControlChannel } from "./parts/control-ring";
import { leadingZeros, normalise, removeKeys } from "./parts/fixes";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { linuxReads, notAPort, notAReference } from "./parts/wording";

const noRing = (): string => t("netback sees no control ring and goes on without one.");
const refuses = (): string => t("netback since Linux 4.8 refuses the device: it cannot connect the control ring.");

/** netif.h: a control ring has a ring reference and an event channel. */
export const ctrlRingIncomplete: FrontendRule = {
  on: "frontend",
  code: "ctrl-ring-incomplete",
  level: "error",
  gate: "negotiation",
  summary: "one of `ctrl-ring-ref` and `event-channel-ctrl` without the other, or not a number",
  check(frontend, scene) {
    if (frontend.controlRing.length === 0) return NONE;
    const reports: Report[] = [];
    for (const name of CONTROL_RING_KEYS) {
      const keyEntry = frontend.keyEntry(name);
      if (keyEntry === undefined) continue;
      const other: ControlRingKeyName = name === "ctrl-ring-ref" ? "event-channel-ctrl" : "ctrl-ring-ref";
      // A port over the limit is one for event-channel-invalid.
      if (name === "ctrl-ring-ref" ? keyEntry.decimal !== undefined : isPort(keyEntry.decimal)) reports.push(...leadingZeros(keyEntry, scene));
      // A reference in a queue is reported there as misplaced. If the channel is in one, netback refuses the device, which is to be said too.
      const isLone = frontend.lacks(other) && !(other === "ctrl-ring-ref" && isInQueue(frontend));
      if (isLone) reports.push(loneKey(frontend, scene, keyEntry, name, other));
      else if (isNoNumber(keyEntry)) reports.push(badValue(frontend, scene, keyEntry, name));
    }
    return reports;
  },
};

/** Whether the one that is not at the top level is in a queue. */
function isInQueue(frontend: Frontend): boolean {
  return frontend.queues.some((queue) => holdsControlKey(queue, frontend));
}

function isNoNumber(keyEntry: KeyEntry): boolean {
  return keyEntry.isKnown && keyEntry.decimal === undefined;
}

/** Reports one of the two keys without the other. If its value is not a number either, the same report says so. */
function loneKey(frontend: Frontend, scene: Scene, keyEntry: KeyEntry, name: ControlRingKeyName, other: ControlRingKeyName): Report {
  const isBad = isNoNumber(keyEntry);
  const fault = t("{0} is there without {1}.", name, other) + (isBad ? ` ${faultOf(keyEntry)}` : "");
  const outcome = name === "ctrl-ring-ref" && readsControlRing(frontend) ? refuses() : noRing();
  const report: Report = {
    at: keyEntry.nameSpan,
    message: `${fault} ${outcome}`,
    explains: ({ step, keyEntry: found }) => step === "control ring" && found === undefined,
    fixes: function* () {
      // What is in a queue is to be moved.
      if (isInQueue(frontend)) return;
      const style = styleInside(frontend.node, keyEntry.entry);
      if (isBad) yield* normalise(keyEntry, scene);
      // A port that is in use cannot be that of a control ring.
      else if (style !== undefined && scene.resources.otherUses(frontend, "event-channel", keyEntry) === undefined) {
        const draft = scene.draft().insertAfter(keyEntry.entry, [writeEntry(style, other, controlPlaceholder(other))]);
        yield { title: t("Generate {0}", other), draft, preferred: true };
      }
      // Neither key is of use without the other.
      yield removeKeys(frontend.controlRing, scene);
    },
  };
  return orMisspelt(report, frontend.node, [other], scene);
}

function faultOf({ name, raw }: KeyEntry): string {
  return name === "ctrl-ring-ref" ? notAReference(raw) : notAPort(raw);
}

function badValue(frontend: Frontend, scene: Scene, keyEntry: KeyEntry, name: ControlRingKeyName): Report {
  const read = numberRead(keyEntry);
  return {
    at: keyEntry.valueSpan,
    message: `${faultOf(keyEntry)} ${consequence(frontend, name, read)}`,
    explains: (refusal) => name === "event-channel-ctrl" && explains(refusal, keyEntry, read),
    fixes: () => [...normalise(keyEntry, scene), removeKeys(frontend.controlRing, scene)],
  };
}

/** What netback makes of a value that is not a number: it takes the digits at its beginning. */
function consequence(frontend: Frontend, name: ControlRingKeyName, read: number | undefined): string {
  if (name === "ctrl-ring-ref") return read === undefined ? noRing() : linuxReads(read);
  if (!readsControlRing(frontend)) return skipsControlChannel();
  return read !== undefined && isPort(read) ? linuxReads(read) : refuses();
}

function explains(refusal: Refusal, channel: KeyEntry, read: number | undefined): boolean | string {
  if (refusal.step === "mapping") return refusal.port === read && boundForControl();
  if (!isAbout(refusal, channel)) return false;
  return isPort(read) ? `${t("Another vif has that port.")} ${refuses()}` : true;
}
