import { reportError } from "./parts/error-report";
import { NONE, type DeviceRule } from "./rule";

/** Linux: `xenbus_dev_error` of a backend writes to `/local/domain/<be>/error/backend/vif/<fe>/<n>/error`. */
export const backendError: DeviceRule = {
  on: "device",
  code: "backend-error",
  level: "warning",
  gate: "always",
  summary: "the backend left an error node",
  check(directory, scene) {
    if (directory.side === "backend") return reportError(directory, directory.errorOf(directory.path), "backend", scene);
    // If the backend itself is not in the dump, its error is reported at the frontend.
    return scene.backend === undefined ? reportError(directory, directory.errorOf(directory.link ?? ""), "backend", scene) : NONE;
  },
};
