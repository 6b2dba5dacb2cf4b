import { gather } from "../dump/gather";
import { t } from "../l10n";
import { numberRead } from "../netif/reading";
import { isAbout, type Refusal } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { RingKeys } from "../netif/ring-keys";
import type { KeyEntry } from "../netif/key-entry";
import { isPort } from "../netif/shared-resources";
import { readsControlRing, skipsControlChannel } from "./parts/control-ring";
import { leadingZeros, normalise } from "./parts/fixes";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { linuxReads, notAPort, whereRead } from "./parts/wording";

/** S4: each queue notifies over event channels, which have a port. */
export const eventChannelInvalid: FrontendRule = {
  on: "frontend",
  code: "event-channel-invalid",
  level: "error",
  gate: "value",
  sentences: ["S4"],
  summary: "an event channel is not a port number from 1 to 131071",
  check(frontend, scene) {
    const reports = gather(frontend.inForce, (keys) => gather(keys.channels, (keyEntry) => reportsOn(keys, keyEntry, frontend, scene)));
    // If it is not a number at all, ctrl-ring-incomplete reports it.
    const control = frontend.controlChannel;
    if (control?.decimal === undefined || isPort(control.decimal) || frontend.controlReference === undefined) return reports;
    return [...reports, reportOnControl(control, control.decimal, frontend)];
  },
};

function reportsOn(keys: RingKeys, keyEntry: KeyEntry, frontend: Frontend, scene: Scene): readonly Report[] {
  if (isPort(keyEntry.decimal)) return leadingZeros(keyEntry, scene);
  return keyEntry.isKnown ? [noChannel(keys, keyEntry, frontend, scene)] : NONE;
}

function noChannel(keys: RingKeys, keyEntry: KeyEntry, frontend: Frontend, scene: Scene): Report {
  return {
    ...noPort(keyEntry, whereRead(frontend, consequence(keys, keyEntry))),
    fixes: () => normalise(keyEntry, scene),
    explains: (refusal) => explains(refusal, keys, keyEntry),
  };
}

function reportOnControl(control: KeyEntry, port: number, frontend: Frontend): Report {
  const outcome = readsControlRing(frontend)
    ? t("netback since Linux 4.7 cannot bind port {0} and refuses the device: it cannot connect the control ring.", port)
    : skipsControlChannel();
  return { ...noPort(control, whereRead(frontend, outcome)), explains: (refusal) => isAbout(refusal, control) };
}

function noPort(keyEntry: KeyEntry, outcome: string): Report {
  return {
    at: keyEntry.valueSpan,
    message: `${notAPort(keyEntry.raw)} ${outcome}`,
  };
}

/** What Linux netback makes of the value: it takes the digits at its beginning, and uses the shared channel if there are none in one of the pair. */
function consequence(keys: RingKeys, keyEntry: KeyEntry): string {
  const read = numberRead(keyEntry);
  const isShared = keyEntry.name === "event-channel";
  if (isShared && keys.usesPair) return t("netback uses the split pair, and does not look at it.");
  const refuses = isShared || keys.get("event-channel") === undefined;
  if (read === undefined) return refuses ? t("netback cannot read it and refuses all queues.") : t("netback cannot read it and uses event-channel instead.");
  if (!isShared && !keys.usesPair) return withoutOtherHalf(keys.isSplit, refuses);
  return isPort(read) ? linuxReads(read) : t("netback cannot bind port {0} and refuses all queues.", read);
}

/** @param isThere whether the other half of the pair is there, and cannot be read */
function withoutOtherHalf(isThere: boolean, refuses: boolean): string {
  if (isThere) {
    return refuses
      ? t("netback cannot read the other half of the pair, and refuses all queues.")
      : t("netback cannot read the other half of the pair, and uses event-channel instead.");
  }
  return refuses
    ? t("netback does not find the other half of the pair, and refuses all queues.")
    : t("netback does not find the other half of the pair, and uses event-channel instead.");
}

function explains(refusal: Refusal, keys: RingKeys, keyEntry: KeyEntry): boolean | string {
  const read = numberRead(keyEntry);
  const isShared = keyEntry.name === "event-channel";
  if (refusal.step === "event channel") {
    if (isAbout(refusal, keyEntry)) return true;
    // One of the pair has no number, so netback looked for the shared channel, and found none.
    return refusal.keyEntry === undefined && refusal.queue === keys.number && keys.isSplit && keys.unreadableHalves.some(({ entry }) => entry === keyEntry.entry);
  }
  if (refusal.step !== "mapping" || isShared === keys.usesPair) return false;
  if (isAbout(refusal, keyEntry) && !isPort(read)) return true;
  return refusal.port === read && t("Another key has that port too, and a port can be bound only once: netback refuses all queues.");
}
