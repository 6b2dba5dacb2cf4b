import { backendErrorOf } from "../netif/vif";
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
    // If the backend itself is not in the dump, its error is reported at the frontend.
    const isInItsPlace = directory.side === "backend" || scene.backend === undefined;
    return isInItsPlace ? reportError(directory, backendErrorOf(scene), "backend", scene) : NONE;
  },
};
