import { KERNELS, type Kernel } from "../../server/src/netif/kernel";
import type { VifReport } from "../../server/src/service";
import { openDump, vifsOf } from "../open-dump";

export const FRONTEND = "/local/domain/1/device/vif/0";
export const BACKEND = "/local/domain/0/backend/vif/1/0";

/** Keys of a directory by name; undefined removes a key, null stands for one that the tool could not read. */
export type Keys = Readonly<Record<string, string | null | undefined>>;
export type Future = NonNullable<VifReport["forecast"]>;

/** A connected frontend, without its rings. */
export const LINK: Keys = { backend: BACKEND, "backend-id": "0", state: "4", "request-rx-copy": "1" };
/** A backend that advertises all that a rule or the forecast asks for. */
export const BACKEND_KEYS: Keys = {
  frontend: FRONTEND,
  "frontend-id": "1",
  state: "4",
  mac: "00:16:3e:00:00:01",
  "feature-rx-copy": "1",
  "feature-split-event-channels": "1",
  "feature-ctrl-ring": "1",
  "multi-queue-max-queues": "4",
};

/** The lines of a directory. */
export function lines(path: string, keys: Keys): string {
  return Object.entries(keys)
    .flatMap(([name, value]) => (value === undefined ? [] : [value === null ? `${path}/${name}:\n` : `${path}/${name} = "${value}"\n`]))
    .join("");
}

/** The keys of a good queue. Its ports are 10 and 11 for queue 0, 20 and 21 for queue 1, and so on. */
export function queue(index: number, style: "split" | "shared" = "shared", directory = `queue-${index}/`): Keys {
  const references = { [`${directory}tx-ring-ref`]: String(100 + 2 * index), [`${directory}rx-ring-ref`]: String(101 + 2 * index) };
  const port = 10 * (index + 1);
  const channels = style === "shared" ? { [`${directory}event-channel`]: String(port) } : { [`${directory}event-channel-tx`]: String(port), [`${directory}event-channel-rx`]: String(port + 1) };
  return { ...references, ...channels };
}

/** One queue, at the top level. */
export const TOP = queue(0, "shared", "");
/** Two queues, each in its directory. */
export const TWO: Keys = { "multi-queue-num-queues": "2", ...queue(0), ...queue(1) };

/** A vif with these keys at the frontend and changes at the backend. */
export function vif(keys: Keys, backend: Keys = {}): string {
  return lines(FRONTEND, { ...LINK, ...keys }) + lines(BACKEND, { ...BACKEND_KEYS, ...backend });
}

/** What netback does with each vif of a dump. */
export function futures(text: string, kernel?: Kernel): (Future | null)[] {
  return vifsOf(openDump(text), kernel).map((report) => report.forecast);
}

/** What each kernel does with the first vif of a dump. */
export function inAllKernels(text: string): Record<Kernel, Future | null | undefined> {
  const [current, before, first] = KERNELS.map((kernel) => futures(text, kernel)[0]);
  return { current, "4.10": before, "3.16": first };
}

export function connects(queues: number): Future {
  return { outcome: "connects", queues, error: null };
}

export function refuses(error: string): Future {
  return { outcome: "refuses", queues: 0, error };
}

export const WAITS: Future = { outcome: "waits", queues: 0, error: null };
export const UNKNOWN: Future = { outcome: "unknown", queues: 0, error: null };
export const CLOSES: Future = { outcome: "closes", queues: 0, error: null };
