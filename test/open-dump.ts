import { createDumpService, type Diagnostic, type Dump, type Steps } from "../server/src/service";

/** Opens a dump in which nothing may fail. Otherwise a rule that throws is skipped, which would hide the failure. */
export function openDump(text: string): Dump {
  const service = createDumpService({
    failed: (what, error) => {
      throw new Error(`${what} failed`, { cause: error });
    },
  });
  return service.open(text);
}

/** The path of the node that a diagnostic stands at; the text of a line that holds none. */
export function pathOf(dump: Dump, { range }: Diagnostic): string {
  const line = dump.text.lineAt(range.start.line)?.first;
  return line?.place?.path ?? line?.text ?? "";
}

/** Runs all steps at once, and returns the result. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
