import type { Backend } from "../netif/backend";

/**
 * Whether a backend does not advertise a feature: its flag is 0, or absent where the dump would hold it. Nothing is said of a driver that has not come to write
 * it.
 */
export function isUnadvertised(name: string, backend: Backend): boolean {
  if (backend.state === 0 || backend.state === 1) return false;
  const flag = backend.setting(name);
  return flag === undefined ? backend.tellsFeature(name) : flag.decimal === 0;
}
