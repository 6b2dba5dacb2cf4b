import type { Diagnostic, VifReport } from "../../service";
import type { Format } from "./format";
import { jsonText } from "./json-text";

/** Prints one JSON object with each file on a line. docs/check.schema.json describes it, so only properties that are named here are printed. */
export const jsonFormat: Format = {
  begin: () => '{ "files": [\n',
  file: ({ path, diagnostics, vifs }) => jsonText({ path, diagnostics: diagnostics.map(diagnosticOf), vifs: vifs().map(({ report }) => vifOf(report)) }),
  between: ",\n",
  end: () => "\n] }\n",
};

function diagnosticOf({ code, severity, message, range, related }: Diagnostic): object {
  return { code, severity, message, range: rangeOf(range), related: related.map((place) => ({ message: place.message, range: rangeOf(place.range) })) };
}

function rangeOf({ start, end }: Diagnostic["range"]): object {
  return { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } };
}

function vifOf({ frontend, backend, state, requestedQueues, forecast }: VifReport): object {
  return { frontend, backend, state, requestedQueues, forecast: forecast && { outcome: forecast.outcome, queues: forecast.queues, error: forecast.error } };
}
