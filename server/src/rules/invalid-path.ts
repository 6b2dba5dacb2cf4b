import { pathFault, type PathFault } from "../dump/path";
import { show } from "../dump/show";
import { t } from "../l10n";
import { NONE, type LineRule } from "./rule";

/** xenstored refuses such a path, so no store holds it. */
export const invalidPath: LineRule = {
  on: "line",
  code: "invalid-path",
  level: "error",
  summary: "the path has an illegal character, an empty segment, a trailing slash, or is too long",
  concerns: ({ pathSuspect, value }) => pathSuspect && value !== "malformed",
  check(line) {
    const { pathStart, pathEnd } = line.syntax;
    const fault = pathFault(line.path);
    if (fault === undefined) return NONE;
    if (fault.kind === "too-long") {
      return [{
        at: { line, start: pathStart, end: pathEnd },
        message: t("The path has {0} characters, and xenstored allows {1}. No store holds it.", fault.length, fault.limit),
      }];
    }
    const width = fault.kind === "character" ? fault.character.length : 1;
    const at = Math.min(pathStart + fault.at, Math.max(pathStart, line.text.length - 1));
    return [{ at: { line, start: at, end: at + width }, message: `${wordsFor(fault, line.path)} ${t("xenstored refuses such a path, so no store holds it.")}` }];
  },
};

function wordsFor(fault: Exclude<PathFault, { kind: "too-long" }>, path: string): string {
  switch (fault.kind) {
    case "character": return t('"{0}" is not allowed in a path: names have only letters, digits and -_@.', show(fault.character));
    case "empty-segment": return path === "" ? t("The name is empty.") : t("Two slashes in a row: a name between them is missing.");
    case "trailing-slash": return t("A path must not end in a slash.");
  }
}
