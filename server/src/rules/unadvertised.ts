import type { Backend } from "../netif/backend";

/**
 * Whether a backend does not advertise a feature: its flag is 0, or is absent although the dump would hold it. False for a driver that may not have
 * written it yet.
 */
export function isUnadvertised(name: string, backend: Backend): boolean {
  if (backend.state === 0 || backend.state === 1) return false;
  const flag = backend.setting(name);
  return flag === undefined ? backend.tellsFeature(name) : flag.decimal === 0;
}
