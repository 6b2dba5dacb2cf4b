import { describe, expect, it } from "vitest";
import type { Diagnostic, VerifiedFix } from "../../server/src/service";
import { inGerman } from "../german";
import { openDump, whole } from "../open-dump";
import { FIXTURES } from "../rules/fixtures";

/** What is reported for a dump, and how it can be fixed. */
interface Said {
  readonly diagnostics: readonly Diagnostic[];
  readonly fixes: readonly VerifiedFix[];
}

function said(text: string): Said {
  const dump = openDump(text);
  // At one place, reports of one rule stand in the order of their messages.
  const diagnostics = dump.diagnostics().toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const fixes = dump.fixes(whole(dump));
  return { diagnostics, fixes: fixes.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)) };
}

/** The same with all texts left out. */
function silent({ diagnostics, fixes }: Said): unknown {
  return { diagnostics: diagnostics.map(wordless), fixes: fixes.map((fix) => ({ ...fix, title: "", diagnostic: wordless(fix.diagnostic) })) };
}

function wordless(diagnostic: Diagnostic): unknown {
  return { ...diagnostic, message: "", related: diagnostic.related.map(({ range }) => range) };
}

function textsOf({ diagnostics, fixes }: Said): string[] {
  return [...diagnostics.flatMap(({ message, related }) => [message, ...related.map((place) => place.message)]), ...fixes.map(({ title }) => title)];
}

/** Everything but the texts, to order things the same in every language. */
function keyOf(what: Diagnostic | VerifiedFix): string {
  if ("changes" in what) return JSON.stringify([what.diagnostic.range, what.diagnostic.code, what.preferred, what.changes]);
  return JSON.stringify([what.range, what.code, what.severity, what.related.map(({ range }) => range)]);
}

describe("in German", () => {
  it.each([...FIXTURES])("%s says the same", (_, cases) => {
    for (const { title, text } of cases) {
      const english = said(text);
      const german = inGerman(() => said(text));
      expect(silent(german), title).toStrictEqual(silent(english));
      const before = textsOf(english);
      expect(textsOf(german).filter((words, at) => words === before[at]), `${title}: without a translation in l10n/bundle.l10n.de.json`).toStrictEqual([]);
    }
  });
});
