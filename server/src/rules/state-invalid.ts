import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import { t } from "../l10n";
import type { Side } from "../netif/device-address";
import { scanSigned } from "../netif/kernel-scan";
import { isAbout } from "../netif/forecast/refusal";
import { XenbusState } from "../netif/state";
import { leadingZeros } from "./parts/fixes";
import { lineEndNote, linuxReads } from "./parts/wording";
import { NONE, type DeviceRule } from "./rule";

/** xenbus.h: a state is a number from 0 to 8. */
export const stateInvalid: DeviceRule = {
  on: "device",
  code: "state-invalid",
  level: "error",
  gate: "always",
  summary: "`state` is not a XenBus state from 0 to 8",
  check(directory, scene) {
    const keyEntry = directory.stateEntry;
    if (keyEntry === undefined || !keyEntry.isKnown) return NONE;
    if (directory.state !== undefined) return leadingZeros(keyEntry, scene);
    const { raw } = keyEntry;
    const fault = t('"{0}" is not a XenBus state: those are 0 to 8.', show(raw));
    return [{
      at: keyEntry.valueSpan,
      message: `${fault}${lineEndNote(raw)} ${consequence(directory.side, scanSigned(unescapeValue(raw)))}`,
      explains: (refusal) => isAbout(refusal, keyEntry),
    }];
  },
};

/** What the driver at the other end makes of it: it reads the digits at its beginning, and 0 if there are none. */
function consequence(side: Side, state: number = 0): string {
  if (state === XenbusState.Unknown) {
    return side === "frontend"
      ? t("netback reads it as 0, Unknown, and closes the device.")
      : t("netfront reads it as 0, Unknown, and waits for another.");
  }
  if (state > 0 && state <= 8) return linuxReads(state);
  return side === "frontend" ? t("netback treats it as an error of the frontend.") : t("netfront does not know what to do with it.");
}
