import { reportError } from "./parts/error-report";
import type { FrontendRule } from "./rule";

/** Linux: `xenbus_dev_error` of a frontend writes to `/local/domain/<fe>/error/device/vif/<n>/error`. */
export const frontendError: FrontendRule = {
  on: "frontend",
  code: "frontend-error",
  level: "warning",
  gate: "always",
  summary: "the frontend left an error node",
  check(frontend, scene) {
    return reportError(frontend, frontend.ownError, "frontend", scene);
  },
};
