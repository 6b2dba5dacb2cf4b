import type { TextChange } from "../dump/draft";
import { headingAbove } from "../dump/read-by-neighbours";
import { t } from "../l10n";
import { UNUSED_SUPPRESSION } from "../check/silencing-comments";
import type { AnalysedDump } from "./analysed-dump";
import type { Diagnostic } from "./diagnostics";

/** A comment that silences a diagnostic, to be written where the user wants it. */
export interface Silence {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** The two comments that silence a diagnostic: above its entry, or for the whole file. None for the hint on an unused comment: the new one would get it too. */
export function silencesOf(dump: AnalysedDump, { code, range }: Diagnostic): Silence[] {
  if (code === UNUSED_SUPPRESSION) return [];
  const eol = dump.text.eolNear(undefined);
  const entry = dump.text.lineNear(range.start).first;
  // A comment inside a wrapped entry would split it, and one below a heading would part them.
  const line = headingAbove(dump.text, entry) ?? entry;
  const above = { line: line.number, character: 0 };
  // As deep as its entry, so that a tree still looks like one, and the guides that editors draw are not broken.
  const indentation = /^[ \t]*/.exec(line.text)?.[0] ?? "";
  const top = { line: 0, character: 0 };
  return [
    { title: t("Ignore {0} here", code), changes: [{ range: { start: above, end: above }, newText: `${indentation}# xenstore-ignore ${code}${eol}` }] },
    { title: t("Ignore {0} in this file", code), changes: [{ range: { start: top, end: top }, newText: `# xenstore-ignore-file ${code}${eol}` }] },
  ];
}
