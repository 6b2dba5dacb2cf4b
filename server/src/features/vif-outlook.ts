import type { Kernel } from "../netif/forecast/kernel";
import { show } from "../dump/show";
import type { AnalysedDump } from "./analysed-dump";
import { errorNodeParts, forecastParts, handshakeParts } from "./forecast-words";
import { Prose, type Inline } from "./prose";
import { isClean, troubledDirectories } from "./vif-health";
import { futureOf, reportOn, vifsFromTop, type VifReport } from "./vif-report";

/** What becomes of a vif, in plain English text for the command line that is safe to show: what a guest wrote is quoted, and its control characters are named. */
export interface VifOutlook {
  readonly report: VifReport;
  /** The path of its frontend, of its backend where there is none, or the line where it begins. */
  readonly name: string;
  /** "netback connects 2 queues, split channels". */
  readonly forecast: string;
  /** Who waits for whom, and what an error node adds: a sentence or two; empty where nothing is known. */
  readonly handshake: string;
}

const WAITS = "netback waits";

/** Foretells what becomes of each vif, from the top of the dump. */
export function vifOutlooks(dump: AnalysedDump, kernel: Kernel): VifOutlook[] {
  const troubled = troubledDirectories(dump);
  return vifsFromTop(dump).map(({ line, frontend, backend }) => {
    const future = frontend && futureOf(dump, frontend, backend, kernel);
    const report = reportOn({ frontend, backend }, future);
    const path = report.frontend ?? report.backend ?? "";
    const name = path === "" ? `vif in line ${line + 1}` : show(path);
    if (frontend === undefined || future === undefined) return { report, name, forecast: "the frontend is not in this dump", handshake: "" };
    const vif = { frontend, backend };
    const error = errorNodeParts(vif, future, kernel, dump.model.resources);
    const outcome = plain(forecastParts(vif, future));
    const handshake = plain(handshakeParts(vif, future, isClean(vif, troubled)));
    const addition = error === undefined ? [] : [plain(error)];
    // That netback waits need not be said twice where it is known for what.
    if (handshake.startsWith(WAITS) && outcome.startsWith(WAITS)) return { report, name, forecast: handshake.replace(/\.$/, ""), handshake: addition.join("") };
    return { report, name, forecast: outcome, handshake: [handshake, ...addition].join(" ") };
  });
}

function plain(parts: readonly Inline[]): string {
  return new Prose().paragraph(...parts).plain;
}
