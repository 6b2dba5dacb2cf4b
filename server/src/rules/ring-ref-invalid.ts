import { gather } from "../dump/gather";
import { unescapeValue } from "../dump/unescape";
import { t } from "../l10n";
import { MAX_UINT32, meantDecimal } from "../netif/decimal";
import { numberRead } from "../netif/reading";
import { isAbout } from "../netif/forecast/refusal";
import type { Frontend } from "../netif/frontend";
import type { KeyEntry } from "../netif/key-entry";
import { leadingZeros, normalise } from "./parts/fixes";
import { NONE, type FrontendRule, type Report, type Scene } from "./rule";
import { linuxReads, notAReference, whereRead } from "./parts/wording";

/** The first grant references are reserved for the toolstack: 0 is the console's, 1 the store's (GNTTAB_NR_RESERVED_ENTRIES). */
const RESERVED_ENTRIES = 8;

/** S4: each ring is granted to the backend by a grant reference. */
export const ringRefInvalid: FrontendRule = {
  on: "frontend",
  code: "ring-ref-invalid",
  level: "error",
  gate: "value",
  sentences: ["S4"],
  summary: "a ring reference is not a grant reference",
  check(frontend, scene) {
    return gather(frontend.references, (keyEntry) => reportsOn(keyEntry, frontend, scene));
  },
};

function reportsOn(keyEntry: KeyEntry, frontend: Frontend, scene: Scene): readonly Report[] {
  const { decimal } = keyEntry;
  if (decimal === undefined || decimal === MAX_UINT32) return keyEntry.isKnown ? [noReference(keyEntry, frontend, scene)] : NONE;
  return decimal < RESERVED_ENTRIES ? [reserved(keyEntry, decimal)] : leadingZeros(keyEntry, scene);
}

function reserved(keyEntry: KeyEntry, decimal: number): Report {
  return {
    at: keyEntry.valueSpan,
    message: t("Grant reference {0} is reserved: 0 to 7 are for the toolstack. No driver uses it for a ring.", decimal),
    atMost: "warning",
  };
}

function noReference(keyEntry: KeyEntry, frontend: Frontend, scene: Scene): Report {
  return {
    at: keyEntry.valueSpan,
    message: `${faultOf(keyEntry)} ${whereRead(frontend, consequence(keyEntry))}`,
    explains: (refusal) => isAbout(refusal, keyEntry),
    fixes: () => normalise(keyEntry, scene),
  };
}

function faultOf({ decimal, raw }: KeyEntry): string {
  if (decimal === MAX_UINT32) return t("4294967295 is the invalid grant reference.");
  return notAReference(raw);
}

/** What Linux netback makes of the value: it takes the digits at its beginning, and the lower 32 bits of their number. */
function consequence(keyEntry: KeyEntry): string {
  if (keyEntry.decimal === MAX_UINT32) return t("netback hands it to Xen unchecked; no guest has that many grants, and the ring cannot work.");
  const read = numberRead(keyEntry);
  if (read === undefined) return t("netback cannot read it and refuses all queues.");
  if (read === meantDecimal(unescapeValue(keyEntry.raw))) return linuxReads(read);
  return t("netback maps reference {0} instead, which is another page.", read);
}
