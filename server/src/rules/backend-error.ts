import { reportError } from "./error-report";
import type { DeviceRule } from "./rule";

/** Linux: `xenbus_dev_error` of a backend writes to `/local/domain/<be>/error/backend/vif/<fe>/<n>/error`. */
export const backendError: DeviceRule = {
  on: "device",
  code: "backend-error",
  level: "warning",
  gate: "always",
  sentences: [],
  summary: "the backend left an error node",
  *check(directory, scene) {
    if (directory.side === "backend") yield* reportError(directory, directory.errorOf(directory.path), "backend", scene);
    // Where the backend itself is not in the dump, the frontend shows what it said.
    else if (scene.backend === undefined) yield* reportError(directory, directory.errorOf(directory.link ?? ""), "backend", scene);
  },
};
