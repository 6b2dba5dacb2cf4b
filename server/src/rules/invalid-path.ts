import { pathFault } from "../dump/path";
import { show } from "../dump/show";
import type { LineRule } from "./rule";

/** xenstored refuses such a path, so no store holds it. */
export const invalidPath: LineRule = {
  on: "line",
  code: "invalid-path",
  level: "error",
  sentences: [],
  summary: "the path has an illegal character, an empty segment, a trailing slash, or is too long",
  concerns: ({ kind, pathSuspect }) => kind === "entry" && pathSuspect,
  *check(line) {
    const { pathStart, pathEnd } = line.syntax;
    const fault = pathFault(line.path);
    if (fault === undefined) return;
    if (fault.kind === "too-long") {
      yield {
        at: { line, start: pathStart, end: pathEnd },
        message: `The path has ${fault.length} characters, and xenstored allows ${fault.limit}. No store holds it.`,
      };
      return;
    }
    const width = fault.kind === "character" ? fault.character.length : 1;
    const message = {
      character: fault.kind === "character" ? `"${show(fault.character)}" cannot stand in a path: names have letters, digits and -_@ only.` : "",
      "empty-segment": line.path === "" ? "The name is empty." : "Two slashes in a row: a name between them is missing.",
      "trailing-slash": "A path does not end in a slash.",
    }[fault.kind];
    const at = Math.min(pathStart + fault.at, Math.max(pathStart, line.text.length - 1));
    yield { at: { line, start: at, end: at + width }, message: `${message} xenstored refuses such a path, so no store holds it.` };
  },
};
