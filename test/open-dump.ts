import { AnalysedDump } from "../server/src/features/analysed-dump";
import { Dump, readSettings, type Diagnostic, type Kernel, type Range, type Settings, type Steps, type VifReport } from "../server/src/service";

const insides = new WeakMap<Dump, AnalysedDump>();

function failed(what: string, error: unknown): never {
  throw new Error(`${what} failed`, { cause: error });
}

/** Opens a dump in which nothing may fail. Otherwise a rule that throws is skipped, which would hide the failure. */
export function openDump(text: string, settings: Settings = readSettings(undefined)): Dump {
  const analysed = new AnalysedDump(text, settings, failed);
  const dump = new Dump(analysed, failed);
  insides.set(dump, analysed);
  return dump;
}

/** What a dump from `openDump` is made of, which the service hands out to nobody else. */
export function inside(dump: Dump): AnalysedDump {
  const analysed = insides.get(dump);
  if (analysed === undefined) throw new Error("the dump was not opened by openDump");
  return analysed;
}

/** The codes of the errors and warnings in a dump, from the top. */
export function loud(dump: Dump): string[] {
  return dump.diagnostics().flatMap(({ code, severity }) => (severity === "error" || severity === "warning" ? [code] : []));
}

/** The vifs of a dump, and what netback of a kernel does with each, in plain values. */
export function vifsOf(dump: Dump, kernel?: Kernel): VifReport[] {
  return dump.forecasts(kernel).map(({ report }) => report);
}

/** The range of a whole dump. */
export function whole({ lineCount }: Dump): Range {
  return { start: { line: 0, character: 0 }, end: { line: lineCount, character: 0 } };
}

/** The path of the node that a diagnostic stands at; the text of a line that holds none. */
export function pathOf(dump: Dump, { range }: Diagnostic): string {
  const line = inside(dump).text.lineAt(range.start.line)?.first;
  return line?.place?.path ?? line?.text ?? "";
}

/** Runs all steps at once, and returns the result. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
