import type { Backend } from "../netif/backend";
import { directorySpan } from "../store/spans";
import type { FrontendRule } from "./rule";

/** Linux netback: `xen_net_read_mac` of the backend's directory comes before the rings. */
export const macMissing: FrontendRule = {
  on: "frontend",
  code: "mac-missing",
  level: "error",
  gate: "negotiation",
  sentences: [],
  summary: "the backend of a device in use has no `mac`",
  *check(_frontend, scene) {
    const { backend } = scene;
    if (backend?.setting("frontend") === undefined || !isInUse(backend)) return;
    if (backend.setting("mac") !== undefined || !backend.holdsAllOf(backend.node)) return;
    const at = backend.stateSetting?.valueSpan ?? directorySpan(scene.text, backend.node);
    if (at === undefined) return;
    yield { at, message: "The backend has no mac. netback refuses the device: it reads the address before it looks at the rings." };
  },
};

/** Before InitWait no driver has the device; from Closing on it is given up. */
function isInUse({ state }: Backend): boolean {
  return state !== 0 && state !== 1 && state !== 5 && state !== 6;
}
