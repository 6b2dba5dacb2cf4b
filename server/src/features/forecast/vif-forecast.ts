import { show } from "../../dump/show";
import type { Forecast } from "../../netif/forecast/forecast";
import type { Kernel } from "../../netif/kernel";
import { hasFrontend, type VifWithFrontend } from "../../netif/vif";
import type { StoreNode } from "../../store/node";
import type { AnalysedDump } from "../analysed-dump";
import { plainOf, type Inline } from "../prose";
import { isClean, troubledDirectories } from "./vif-health";
import { forecastOf, reportOn, vifsFromTop, type VifReport } from "./vif-report";
import { errorNodeParts, forecastParts, handshakeParts, setbackParts } from "./words";

/** The forecast for a vif, as plain English for the command line. It is safe to show: what a guest wrote is quoted, with its control characters spelled out. */
export interface VifForecast {
  readonly report: VifReport;
  /** The path of its frontend, or else of its backend, or else the line where it begins. */
  readonly name: string;
  /** "netback connects 2 queues, split channels". */
  readonly forecast: string;
  /** Whether it does not connect although no key is wrong, going by its backend. */
  readonly isSetBack: boolean;
  /** Who waits for whom, and what an error node adds: a sentence or two; empty if nothing is known. */
  readonly handshake: string;
}

const WAITS = "netback waits";

/** Forecasts what netback does with each vif, from the top of the dump. */
export function vifForecasts(dump: AnalysedDump, kernel: Kernel): VifForecast[] {
  const troubled = troubledDirectories(dump);
  return vifsFromTop(dump).map((vif) => {
    const forecast = hasFrontend(vif) ? forecastOf(vif, kernel) : undefined;
    const report = reportOn(vif, forecast);
    const path = report.frontend ?? report.backend ?? "";
    const name = path === "" ? `vif in line ${vif.line + 1}` : show(path);
    if (!hasFrontend(vif)) return { report, name, ...untold("the frontend is not in this dump") };
    if (forecast === undefined) return { report, name, ...untold("this dump holds neither a state nor rings of the frontend") };
    const error = errorNodeParts(vif, forecast, kernel);
    return { report, name, ...wordsFor(vif, forecast, troubled, error) };
  });
}

type Words = Pick<VifForecast, "forecast" | "isSetBack" | "handshake">;

function untold(why: string): Words {
  return { forecast: why, isSetBack: false, handshake: "" };
}

/** @param error what the error node adds; undefined if it adds nothing */
function wordsFor(vif: VifWithFrontend, forecast: Forecast, troubled: ReadonlySet<StoreNode>, error: readonly Inline[] | undefined): Words {
  const outcome = plainOf(forecastParts(vif, forecast));
  const handshake = plainOf(handshakeParts(vif, forecast, isClean(vif, troubled)));
  const isSetBack = setbackParts(vif, forecast.outcome) !== undefined;
  const addition = error === undefined ? [] : [plainOf(error)];
  // If the handshake says what netback waits for, that is enough: the forecast would only repeat that it waits.
  if (handshake.startsWith(WAITS)) return { forecast: handshake.replace(/\.$/, ""), isSetBack, handshake: addition.join("") };
  return { forecast: outcome, isSetBack, handshake: [handshake, ...addition].join(" ") };
}
