import { readFileSync } from "node:fs";
import path from "node:path";
import type { ReportingDescriptor, Result } from "sarif";
import { reportable, type Level } from "../../service";

/** The level in SARIF, which knows only three, for each level of ours. */
export const SARIF_LEVELS: Readonly<Record<Level, Result.level>> = { error: "error", warning: "warning", information: "note", hint: "note" };

/** The index of each rule, by its code, in the list of rules of a run. */
export const RULE_INDEXES: ReadonlyMap<string, number> = new Map(reportable().map(({ code }, index) => [code, index]));

/**
 * All that can be reported, as SARIF lists rules, with their pages as help.
 * @param docs the folder of the documentation; a rule without a page there gets no help
 */
export function sarifRules(docs: string): ReportingDescriptor[] {
  return reportable().map(({ code, level, summary }) => {
    const page = pageOf(docs, code);
    return {
      id: code,
      shortDescription: { text: sentence(summary) },
      fullDescription: { text: (page && meaningIn(page)) ?? sentence(summary) },
      ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
      defaultConfiguration: { level: SARIF_LEVELS[level] },
    };
  });
}

/** The page of a rule without its links, which lead to files beside it. */
function pageOf(docs: string, code: string): string | undefined {
  try {
    return readFileSync(path.join(docs, "rules", `${code}.md`), "utf8").replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
  } catch {
    return undefined;
  }
}

/** The text of the section "What it means". */
function meaningIn(page: string): string | undefined {
  return /^## What it means\n+(.+?)\n+## /ms.exec(page)?.[1];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
