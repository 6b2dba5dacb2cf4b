import type { Backend } from "../netif/backend";

/**
 * Whether a backend advertises none of these features: each is 0, or absent where the dump would hold it. Nothing is said of
 * a driver that has not come to write them.
 */
export function lacksFeatures(backend: Backend, names: readonly string[]): boolean {
  if (backend.state === 0 || backend.state === 1) return false;
  return names.every((name) => {
    const flag = backend.setting(name);
    return flag === undefined ? backend.judgesFeatures : flag.decimal === 0;
  });
}
