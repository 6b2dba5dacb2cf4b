import { CUT_NAME_ON_PIPE } from "../dump/line-width";
import { spanIn } from "../dump/span";
import { t } from "../l10n";
import { nameMayBeCut } from "../store/cut-name";
import { valueSpan } from "../store/spans";
import { NONE, type LineRule } from "./rule";

/** xenstore-ls cuts what does not fit its width. */
export const truncatedValue: LineRule = {
  on: "line",
  code: "truncated-value",
  level: "information",
  summary: "the tool that wrote the dump cut the value, or a name in a deep tree",
  concerns: (syntax) => syntax.value === "cut" || nameMayBeCut(syntax),
  check(line) {
    const { value, pathStart, pathEnd, start } = line.syntax;
    if (nameMayBeCut(line.syntax) && (value === "cut" || pathEnd - start === CUT_NAME_ON_PIPE)) {
      return [{
        at: spanIn(line, pathStart, Math.max(pathEnd, pathStart + 1)),
        message:
          value === "cut"
            ? t("The line reached the maximum width of the tool: it cut off the value, and may have cut this name. xenstore-ls -f on a pipe prints both whole.")
            : t("The line reached the maximum width of the tool: it may have cut this name. xenstore-ls -f on a pipe prints both whole."),
      }];
    }
    return value === "cut" ? [{ at: valueSpan(line), message: t("The tool that wrote the dump cut this value. xenstore-ls -f on a pipe prints it whole.") }] : NONE;
  },
};
