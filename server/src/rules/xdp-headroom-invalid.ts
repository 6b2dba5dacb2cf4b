import { show } from "../dump/show";
import { t } from "../l10n";
import { readDecimal } from "../netif/decimal";
import { scanUnsigned } from "../netif/kernel-scan";
import { leadingZeros } from "./parts/fixes";
import { NONE, type FrontendRule } from "./rule";

/** Linux netback: XEN_NETIF_MAX_XDP_HEADROOM. */
const MAX_HEADROOM = 0x7fff;

/** Linux's copy of netif.h: the headroom for XDP is at most 32767 octets. */
export const xdpHeadroomInvalid: FrontendRule = {
  on: "frontend",
  code: "xdp-headroom-invalid",
  level: "warning",
  gate: "value",
  summary: "`xdp-headroom` is over 32767",
  check(frontend, scene) {
    const keyEntry = frontend.keyEntry("xdp-headroom");
    const { text } = keyEntry ?? {};
    if (keyEntry === undefined || text === undefined || !/^[0-9]+$/.test(text)) return NONE;
    const headroom = readDecimal(text);
    if (headroom !== undefined && headroom <= MAX_HEADROOM) return leadingZeros(keyEntry, scene);
    // netback keeps 16 bits, and then looks at the limit.
    const taken = Math.min((scanUnsigned(text) ?? 0) & 0xffff, MAX_HEADROOM);
    return [{ at: keyEntry.valueSpan, message: t("A headroom of {0} octets is over the limit of {1}. netback leaves {2} free.", show(text), MAX_HEADROOM, taken) }];
  },
};
