import { t } from "../../l10n";
import type { Backend } from "../../netif/backend";
import { directorySpan } from "../../store/spans";
import type { Related } from "../rule";

/** Where a backend does not advertise a feature: at the flag that is 0, or at its directory if there is none. */
export function whereUnadvertised(feature: string, backend: Backend): readonly Related[] {
  const flag = backend.keyEntry(feature);
  if (flag !== undefined) return [{ at: flag.valueSpan, message: t("Not enabled.") }];
  const at = directorySpan(backend.node);
  return at === undefined ? [] : [{ at, message: t("No {0} here.", feature) }];
}
