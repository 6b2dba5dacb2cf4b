import type { Range } from "../dump/text";
import { forecast, type Forecast } from "../netif/forecast/forecast";
import { Setting } from "../netif/setting";
import { directorySpan } from "../store/spans";
import type { AnalysedDump } from "./analysed-dump";
import { forecastParts } from "./forecast-words";
import { Prose } from "./prose";

/** What netback will do with a vif, to be shown over a directory of it. */
export interface ForecastLens {
  readonly range: Range;
  readonly title: string;
  /** Where a refusal comes from. */
  readonly culprit: Range | undefined;
}

/** A lens over each frontend directory, and over each backend directory whose frontend is in the dump; from the top. */
export function forecastLenses(dump: AnalysedDump): ForecastLens[] {
  const lenses: ForecastLens[] = [];
  for (const node of dump.model.directories) {
    const directory = dump.model.directory(node);
    const span = directorySpan(dump.text, node);
    if (directory === undefined || span === undefined) continue;
    const { frontend, backend } = dump.model.vif(directory);
    if (frontend === undefined) continue;
    const future = forecast({ frontend, backend }, dump.kernel, dump.model.resources);
    const title = new Prose().paragraph(...forecastParts(future)).plain;
    lenses.push({ range: dump.text.rangeOf(span), title, culprit: culpritRange(dump, future) });
  }
  return lenses.toSorted((left, right) => left.range.start.line - right.range.start.line);
}

function culpritRange(dump: AnalysedDump, { culprit }: Forecast): Range | undefined {
  const span = culprit instanceof Setting ? culprit.valueSpan : culprit && directorySpan(dump.text, culprit);
  return span && dump.text.rangeOf(span);
}
