import { show } from "../dump/show";
import { unescapeValue } from "../dump/unescape";
import { t } from "../l10n";
import { scansAsMac } from "../netif/kernel-scan";
import { isAbout } from "../netif/forecast/refusal";
import { isMac, isMaskedMac } from "../netif/mac";
import { NONE, type DeviceRule } from "./rule";
import { lineEndNote, whereRead } from "./parts/wording";

/** netif.h: `mac` is six octets in hexadecimal with colons between them. */
export const macInvalid: DeviceRule = {
  on: "device",
  code: "mac-invalid",
  level: "error",
  gate: "value",
  summary: "`mac` is not six hexadecimal octets",
  check(directory) {
    const keyEntry = directory.keyEntry("mac");
    if (keyEntry?.text === undefined || isMac(keyEntry.text) || isMaskedMac(keyEntry.text)) return NONE;
    // In attr/vif of a Windows guest, which an excerpt does not tell from device/vif, it is a directory of addresses.
    if (keyEntry.entry.place?.children !== undefined) return NONE;
    return [{
      at: keyEntry.valueSpan,
      message:
        `${t('"{0}" is not a MAC address: six hexadecimal octets with colons, such as 00:16:3e:00:00:01.', show(keyEntry.raw))}${lineEndNote(keyEntry.raw)} ` +
        (directory.side === "frontend" ? t("netfront refuses the device, or takes another address.") : whereRead(directory, consequence(keyEntry.text))),
      explains: (refusal) => isAbout(refusal, keyEntry),
    }];
  },
};

/** What netback makes of it: it reads hexadecimal numbers of any size, and keeps eight bits of each. */
function consequence(text: string): string {
  const bytes = unescapeValue(text);
  if (!scansAsMac(bytes)) return t("netback refuses the device.");
  const isCut = bytes.split(":").some((octet) => Number.parseInt(octet, 16) > 0xff);
  return isCut ? t("netback takes another address: of each number it keeps the lower eight bits.") : t("netback reads it all the same; other readers may not.");
}
