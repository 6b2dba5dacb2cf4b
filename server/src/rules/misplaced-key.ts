import { t } from "../l10n";
import { Frontend } from "../netif/frontend";
import type { Backend } from "../netif/backend";
import { settingOf, type Setting } from "../netif/setting";
import { styleInside, writeEntry } from "../store/entry-style";
import { subtreeEntries } from "../store/spans";
import { removeSetting } from "./fixes";
import type { DeviceRule, Report, Scene } from "./rule";

interface Misplaced {
  readonly setting: Setting;
  readonly message: string;
  /** Where it belongs; undefined where it belongs nowhere in a vif. */
  readonly home: Frontend | Backend | undefined;
}

/** S1, S2: who writes which of the two numbers, and where. */
export const misplacedKey: DeviceRule = {
  on: "device",
  code: "misplaced-key",
  level: "warning",
  gate: "value",
  sentences: ["S1", "S2"],
  summary: "a key stands in a directory where nobody reads it",
  check(directory, scene) {
    const reports: Report[] = [];
    for (const { setting, message, home } of misplaced(directory, scene)) {
      reports.push({
        at: setting.nameSpan,
        message,
        fixes: function* () {
          const free = home !== undefined && home.setting(setting.name) === undefined;
          if (free) {
            const style = styleInside(scene.text, home.node);
            const after = home.stateSetting?.entry ?? subtreeEntries(scene.text, home.node).at(-1);
            if (style !== undefined && after !== undefined) {
              const line = writeEntry({ ...style, permissions: style.permissions && setting.entry.permissions }, setting.name, setting.raw);
              const draft = scene.draft().remove(setting.entry.place?.entries ?? []).insertAfter(after, [line]);
              const title = home.side === "frontend" ? t("Move {0} to the frontend directory", setting.name) : t("Move {0} to the backend directory", setting.name);
              yield { title, draft, preferred: true };
            }
          }
          yield { ...removeSetting(setting, scene), preferred: !free };
        },
      });
    }
    return reports;
  },
};

function* misplaced(directory: Frontend | Backend, scene: Scene): Generator<Misplaced> {
  if (!(directory instanceof Frontend)) {
    const request = directory.setting("multi-queue-num-queues");
    if (request === undefined) return;
    const message = t("multi-queue-num-queues is what the frontend requests, and stands in the backend's directory. No driver reads it here.");
    yield { setting: request, message, home: scene.frontend };
    return;
  }
  const limit = directory.setting("multi-queue-max-queues");
  if (limit !== undefined) {
    const message = t("multi-queue-max-queues is what the backend supports, and stands in the frontend's directory. No driver reads it here.");
    yield { setting: limit, message, home: scene.backend };
  }
  for (const queue of directory.queues) {
    for (const name of ["ctrl-ring-ref", "event-channel-ctrl"]) {
      const setting = settingOf(queue.node, name);
      if (setting === undefined) continue;
      const message = t("{0} is of the device, not of a queue: netback reads it at the top level only.", name);
      yield { setting, message, home: directory };
    }
  }
  for (const node of [directory.node, ...directory.queues.map((queue) => queue.node)]) {
    const setting = settingOf(node, "ring-ref");
    if (setting === undefined) continue;
    const message = t("ring-ref is a key of block devices. A network card has tx-ring-ref and rx-ring-ref; netback does not read this one.");
    yield { setting, message, home: undefined };
  }
}
