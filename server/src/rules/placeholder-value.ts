import { gather } from "../dump/gather";
import { show } from "../dump/show";
import { t } from "../l10n";
import type { Backend } from "../netif/backend";
import { Frontend } from "../netif/frontend";
import { netifKey } from "../netif/keys";
import type { Setting } from "../netif/setting";
import type { DeviceRule, Report } from "./rule";

/** The values of the specification's example, and of a generated queue, are for the guest to fill in. */
export const placeholderValue: DeviceRule = {
  on: "device",
  code: "placeholder-value",
  level: "information",
  gate: "always",
  sentences: [],
  summary: "a `<…>` in a known key of a vif is still to be filled in",
  check(directory) {
    const own = directory.suspects.filter(({ isPlaceholder, name }) => isPlaceholder && netifKey(name, directory.side) !== undefined);
    const found = directory instanceof Frontend ? [...own, ...gather(directory.queues, ({ placeholders }) => placeholders)] : own;
    return found.map((setting) => reportOn(setting, directory));
  },
};

function reportOn(setting: Setting, directory: Frontend | Backend): Report {
  return {
    at: setting.valueSpan,
    message:
      directory instanceof Frontend
        ? t("{0} is a placeholder: only the guest knows the value. It is not checked until it is filled in.", show(setting.raw))
        : t("{0} is a placeholder: only the backend's domain knows the value. It is not checked until it is filled in.", show(setting.raw)),
  };
}
