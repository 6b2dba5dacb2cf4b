import { gather } from "../dump/gather";
import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import type { Frontend } from "../netif/frontend";
import { netifKey } from "../netif/keys";
import type { KeyEntry } from "../netif/key-entry";
import type { DeviceRule, Report } from "./rule";

/** The values of the specification's example, and of a generated queue, are for the guest to fill in. */
export const placeholderValue: DeviceRule = {
  on: "device",
  code: "placeholder-value",
  level: "information",
  gate: "always",
  summary: "a `<…>` in a known key of a vif is still to be filled in",
  check(directory) {
    const own = directory.suspects.filter(({ isPlaceholder, name }) => isPlaceholder && netifKey(name, directory.side) !== undefined);
    const found = directory.side === "frontend" ? [...own, ...gather(directory.queues, ({ placeholders }) => placeholders)] : own;
    return found.map((keyEntry) => reportOn(keyEntry, directory));
  },
};

function reportOn(keyEntry: KeyEntry, directory: Frontend | Backend): Report {
  return {
    at: keyEntry.valueSpan,
    message:
      directory.side === "frontend"
        ? t("{0} is a placeholder: only the guest knows the value. It is not checked until it is filled in.", show(keyEntry.raw))
        : t("{0} is a placeholder: only the backend's domain knows the value. It is not checked until it is filled in.", show(keyEntry.raw)),
  };
}
