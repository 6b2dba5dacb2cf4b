import type { Backend } from "../netif/backend";
import type { Setting } from "../netif/setting";

/**
 * Whether a backend does not advertise a feature: its flag is 0, or absent where the dump would hold it. Nothing is said of a driver that has not come to write
 * it.
 */
export function isUnadvertised(flag: Setting | undefined, backend: Backend): boolean {
  if (backend.state === 0 || backend.state === 1) return false;
  return flag === undefined ? backend.judgesFeatures : flag.decimal === 0;
}
