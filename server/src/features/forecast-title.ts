import type { Range } from "../dump/text";
import type { Backend } from "../netif/backend";
import { forecast } from "../netif/forecast/forecast";
import type { Kernel } from "../netif/forecast/kernel";
import type { Frontend } from "../netif/frontend";
import { Setting } from "../netif/setting";
import type { StoreNode } from "../store/node";
import { directorySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { forecastParts } from "./forecast-words";
import { Prose } from "./prose";

interface Said {
  readonly backend: Backend | undefined;
  readonly kernel: Kernel;
  readonly title: string;
  readonly culprit: Setting | StoreNode | undefined;
}

/** What was said of a vif: the model makes another `Frontend` where anything that a forecast depends on has changed. */
const said = new WeakMap<Frontend, Said>();

/**
 * What netback does with the vif of a directory: "netback connects 2 queues, split channels". Plain text, safe to show.
 * @returns undefined where its frontend is not in the dump
 */
export function forecastTitle(dump: AnalysedDump, directory: Frontend | Backend): string | undefined {
  return saidOf(dump, directory)?.title;
}

/** Where a refusal of netback comes from; undefined where it refuses nothing, or the dump does not hold what is to blame. */
export function culpritRange(dump: AnalysedDump, directory: Frontend | Backend): Range | undefined {
  const culprit = saidOf(dump, directory)?.culprit;
  const span = culprit instanceof Setting ? culprit.valueSpan : culprit && directorySpan(dump.text, culprit);
  return span && dump.text.rangeOf(span);
}

function saidOf({ kernel, model }: AnalysedDump, directory: Frontend | Backend): Said | undefined {
  const { frontend, backend } = model.vif(directory);
  if (frontend === undefined) return undefined;
  const before = said.get(frontend);
  if (before !== undefined && before.backend === backend && before.kernel === kernel) return before;
  const vif = { frontend, backend };
  const future = forecast(vif, kernel, model.resources);
  const now = { backend, kernel, title: new Prose().paragraph(...forecastParts(vif, future)).plain, culprit: future.refusal?.culprit };
  said.set(frontend, now);
  return now;
}
