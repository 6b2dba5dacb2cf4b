import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { directorySpan, type EntrySpan } from "../../store/spans";
import type { Related } from "../rule";

/** Another place that helps to understand a report; none if it is not in the dump. */
export function relatedAt(at: EntrySpan | undefined, message: string): readonly Related[] {
  return at === undefined ? [] : [{ at, message }];
}

/** Where a backend does not advertise a feature: at the flag that is 0, or at its directory if there is none. */
export function whereUnadvertised(feature: string, backend: Backend): readonly Related[] {
  const flag = backend.keyEntry(feature);
  return flag === undefined ? relatedAt(directorySpan(backend.node), t("No {0} here.", feature)) : relatedAt(flag.valueSpan, t("Not enabled."));
}
