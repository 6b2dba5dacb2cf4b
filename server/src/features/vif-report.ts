import { Backend } from "../netif/backend";
import { forecast, type Forecast } from "../netif/forecast/forecast";
import type { Kernel } from "../netif/forecast/kernel";
import type { Frontend } from "../netif/frontend";
import { directorySpan } from "../store/spans";
import type { Range } from "../dump/text";
import type { AnalysedDump } from "./analysed-dump";

/** A vif of a dump in plain values. A path that the dump does not tell is null. */
export interface VifReport {
  readonly frontend: string | null;
  readonly backend: string | null;
  /** The XenBus state of the frontend; null where there is none in the dump, or no valid one. */
  readonly state: number | null;
  readonly requestedQueues: number | null;
  /** What netback will do; null for a backend whose frontend is not in the dump. */
  readonly forecast: Pick<Forecast, "outcome" | "queues"> & { readonly error: string | null } | null;
}

/** Reports on each vif, from the top of the dump. */
export function vifReports(dump: AnalysedDump, kernel: Kernel): VifReport[] {
  const reports: { at: Range | undefined; report: VifReport }[] = [];
  for (const node of dump.model.directories) {
    const directory = dump.model.directory(node);
    if (directory === undefined) continue;
    const { frontend, backend } = dump.model.vif(directory);
    // A pair is reported once, with its frontend.
    if (directory instanceof Backend && frontend !== undefined) continue;
    const span = directorySpan(dump.text, node);
    reports.push({ at: span && dump.text.rangeOf(span), report: reportOn(dump, frontend, backend, kernel) });
  }
  const order = reports.toSorted((left, right) => (left.at?.start.line ?? 0) - (right.at?.start.line ?? 0));
  return order.map(({ report }) => report);
}

function reportOn(dump: AnalysedDump, frontend: Frontend | undefined, backend: Backend | undefined, kernel: Kernel): VifReport {
  const future = frontend && forecast({ frontend, backend }, kernel, dump.model.resources);
  return {
    frontend: frontend?.node.path ?? backend?.link ?? null,
    backend: backend?.node.path ?? frontend?.link ?? null,
    state: frontend?.state ?? null,
    requestedQueues: frontend?.requestedQueues ?? null,
    forecast: future === undefined ? null : { outcome: future.outcome, queues: future.queues, error: future.error ?? null },
  };
}
