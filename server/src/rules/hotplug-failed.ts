import { show } from "../dump/show";
import type { BackendRule } from "./rule";

/** Xen's hotplug scripts write `hotplug-status` = error, and why into `hotplug-error`. */
export const hotplugFailed: BackendRule = {
  on: "backend",
  code: "hotplug-failed",
  level: "warning",
  gate: "always",
  sentences: [],
  summary: "the hotplug script failed",
  *check(backend) {
    const status = backend.setting("hotplug-status");
    const error = backend.setting("hotplug-error");
    // What the tool cut still tells what went wrong.
    const told = error?.isKnown === true || error?.entry.syntax.value === "cut" ? error.raw : "";
    const setting = told === "" ? status : error;
    if (setting === undefined || (told === "" && status?.text !== "error")) return;
    const text = told === "" ? "It left no hotplug-error." : `It says: "${show(told)}".`;
    yield { at: setting.valueSpan, message: `The hotplug script failed. ${text} The interface of the backend is not set up.` };
  },
};
