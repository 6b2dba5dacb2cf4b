import { gather } from "../dump/gather";
import { t } from "../l10n";
import { controlPlaceholder } from "../netif/edits/queue-subtree";
import { numberRead } from "../netif/reading";
import { isAbout, type Refusal } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { ControlRingKeyName } from "../netif/ring-keys";
import type { KeyEntry } from "../netif/key-entry";
import { isPort } from "../netif/shared-resources";
import { styleInside, writeEntry } from "../store/entry-style";
import { boundForControl, holdsControlKey, readsControlRing, skipsControlChannel } from "./parts/control-ring";
import { leadingZeros, normalise, removeKeys } from "./parts/fixes";
import { orMisspelt } from "./parts/misspelt";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { linuxReads, notAPort, notAReference } from "./parts/wording";

const noRing = (): string => t("netback sees no control ring and goes on without one.");
const refuses = (): string => t("netback since Linux 4.7 refuses the device: it cannot connect the control ring.");

/** netif.h: a control ring has a ring reference and an event channel. */
export const ctrlRingIncomplete: FrontendRule = {
  on: "frontend",
  code: "ctrl-ring-incomplete",
  level: "error",
  gate: "negotiation",
  summary: "one of `ctrl-ring-ref` and `event-channel-ctrl` without the other, or not a number",
  check(frontend, scene) {
    return gather(frontend.controlRing, (keyEntry) => reportsOn(keyEntry, frontend, scene));
  },
};

function reportsOn(keyEntry: KeyEntry, frontend: Frontend, scene: Scene): readonly Report[] {
  const isReference = keyEntry === frontend.controlReference;
  // A port over the limit is one for event-channel-invalid.
  const zeros = isReference || isPort(keyEntry.decimal) ? leadingZeros(keyEntry, scene) : NONE;
  const other = isReference ? "event-channel-ctrl" : "ctrl-ring-ref";
  // A reference in a queue is reported there as misplaced. If the channel is in one, netback refuses the device, which is to be said too.
  if (frontend.lacks(other) && (isReference || !isInQueue(frontend))) return [...zeros, loneKey(keyEntry, other, frontend, scene)];
  return isNoNumber(keyEntry) ? [badValue(keyEntry, frontend, scene)] : zeros;
}

/** Whether the one that is not at the top level is in a queue. */
function isInQueue(frontend: Frontend): boolean {
  return frontend.queues.some((queue) => holdsControlKey(queue, frontend));
}

function isNoNumber(keyEntry: KeyEntry): boolean {
  return keyEntry.isKnown && keyEntry.decimal === undefined;
}

/** Reports one of the two keys without the other. If its value is not a number either, the same report says so. */
function loneKey(keyEntry: KeyEntry, other: ControlRingKeyName, frontend: Frontend, scene: Scene): Report {
  const isBad = isNoNumber(keyEntry);
  const fault = t("{0} is there without {1}.", keyEntry.name, other) + (isBad ? ` ${faultOf(keyEntry)}` : "");
  const outcome = other === "event-channel-ctrl" && readsControlRing(frontend) ? refuses() : noRing();
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

function badValue(keyEntry: KeyEntry, frontend: Frontend, scene: Scene): Report {
  const read = numberRead(keyEntry);
  return {
    at: keyEntry.valueSpan,
    message: `${faultOf(keyEntry)} ${consequence(keyEntry, read, frontend)}`,
    explains: (refusal) => keyEntry.name === "event-channel-ctrl" && explains(refusal, keyEntry, read),
    fixes: () => [...normalise(keyEntry, scene), removeKeys(frontend.controlRing, scene)],
  };
}

/** What netback makes of a value that is not a number: it takes the digits at its beginning. */
function consequence({ name }: KeyEntry, read: number | undefined, frontend: Frontend): string {
  if (name === "ctrl-ring-ref") return read === undefined ? noRing() : linuxReads(read);
  if (!readsControlRing(frontend)) return skipsControlChannel();
  return read !== undefined && isPort(read) ? linuxReads(read) : refuses();
}

function explains(refusal: Refusal, channel: KeyEntry, read: number | undefined): boolean | string {
  if (refusal.step === "mapping") return refusal.port === read && boundForControl();
  if (!isAbout(refusal, channel)) return false;
  return isPort(read) ? `${t("Another vif has that port.")} ${refuses()}` : true;
}
