import type { Backend } from "../../netif/backend";
import { forecast, type Forecast } from "../../netif/forecast/forecast";
import type { Kernel } from "../../netif/kernel";
import type { Frontend } from "../../netif/frontend";
import { isServedByQemu, type Vif, type VifWithFrontend } from "../../netif/vif";
import type { StoreNode } from "../../store/node";
import { directorySpan, type EntrySpan } from "../../store/spans";
import type { AnalysedDump } from "../analysed-dump";
import { inOrderOfPlace } from "../directory-place";

/** A vif of a dump in plain values. A path that the dump does not tell is null. */
export interface VifReport {
  readonly frontend: string | null;
  readonly backend: string | null;
  /** The XenBus state of the frontend; null if there is none in the dump, or no valid one. */
  readonly state: number | null;
  readonly requestedQueues: number | null;
  /** What netback will do; null if the dump does not hold the frontend, if it holds neither state nor rings of it, and if QEMU serves the vif instead. */
  readonly forecast: Pick<Forecast, "outcome" | "queues"> & { readonly error: string | null } | null;
}

/** A vif, and the line on which the first of its directories begins. */
export interface PlacedVif extends Vif {
  /** From zero. */
  readonly line: number;
}

/** The vifs of a dump, from the top. */
export function vifsFromTop(dump: AnalysedDump): PlacedVif[] {
  // In a fragment, the directory of a guest, `vif/1`, looks like a frontend, but holds backends.
  const holders = new Set(Array.from(dump.model.directories, ({ parent }) => parent));
  const vifs: (Vif & { readonly node: StoreNode; readonly span: EntrySpan })[] = [];
  for (const node of dump.model.directories) {
    const directory = dump.model.directory(node);
    if (directory === undefined || holders.has(node) || dump.model.mayBeMixed(node)) continue;
    const { frontend, backend } = dump.model.vif(directory);
    // A pair is reported once, with its frontend.
    if (directory.side === "backend" && frontend !== undefined) continue;
    const span = directorySpan(node);
    if (span !== undefined) vifs.push({ node, span, frontend, backend });
  }
  return inOrderOfPlace(vifs).map(({ line, frontend, backend }) => ({ line, frontend, backend }));
}

/** What netback does with a vif of a dump; undefined if the dump holds nothing of its frontend but a directory. */
export function forecastOf(vif: VifWithFrontend, kernel: Kernel): Forecast | undefined {
  return vif.frontend.isForecastable ? forecast(vif, kernel) : undefined;
}

/** @param found the forecast for the vif; undefined if nothing of its frontend is in the dump */
export function reportOn({ frontend, backend }: Vif, found: Forecast | undefined): VifReport {
  return {
    frontend: toldPath(frontend) ?? backend?.link ?? null,
    backend: toldPath(backend) ?? frontend?.link ?? null,
    state: frontend?.state ?? null,
    requestedQueues: frontend?.tellsRequest === true ? (frontend.requestedQueues ?? null) : null,
    forecast: found === undefined || isServedByQemu({ frontend, backend }) ? null : { outcome: found.outcome, queues: found.queues, error: found.refusal?.error ?? null },
  };
}

/** The path of a directory; undefined if the dump does not tell where its capture was taken. */
function toldPath(directory: Frontend | Backend | undefined): string | undefined {
  return directory?.node.top.absolute === true ? directory.path : undefined;
}
