import { describe, expect, it } from "vitest";
import { RULES } from "../../server/src/rules/index";
import type { Diagnostic, Dump, VerifiedFix } from "../../server/src/service";
import { edited } from "../edited";
import { openDump, whole } from "../open-dump";
import { writeFixes, writeMarked, type Case, type ExpectedFix, type Mark } from "./fixture";
import { FIXTURES } from "./fixtures";
import { fixTitles } from "./fix-titles";

/** What is reported, as marks. A message is left out if the case leaves it open, related information if the case has none. */
function reportedMarks(diagnostics: readonly Diagnostic[], expected: readonly Mark[]): Mark[] {
  const hasRelated = expected.some(({ label }) => label === "related");
  const related = diagnostics.flatMap((diagnostic) => diagnostic.related.map((place) => toMark("related", place)));
  const unique = new Map(related.map((mark) => [JSON.stringify(mark), mark]));
  return [
    ...diagnostics.map((diagnostic) => {
      const mark = toMark(`${diagnostic.code} ${diagnostic.severity}`, diagnostic);
      const isOpen = expected.some((other) => other.message === undefined && isSamePlace(other, mark));
      return isOpen ? { ...mark, message: undefined } : mark;
    }),
    ...(hasRelated ? unique.values() : []),
  ];
}

function toMark(label: string, { range, message }: Pick<Diagnostic, "range" | "message">): Mark {
  const { start, end } = range;
  return { line: start.line, start: start.character, end: start.line === end.line ? end.character : -1, label, message };
}

function isSamePlace(left: Mark, right: Mark): boolean {
  return left.line === right.line && left.start === right.start && left.end === right.end && left.label === right.label;
}

/** The fixes for what one rule reports anywhere in a dump, from the top. */
function fixesOf(code: string, dump: Dump): VerifiedFix[] {
  const fixes = dump.fixes(whole(dump)).filter(({ diagnostic }) => diagnostic.code === code);
  return fixes.toSorted(({ diagnostic: { range: left } }, { diagnostic: { range: right } }) => left.start.line - right.start.line || left.start.character - right.start.character);
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function loudCodes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.filter(({ severity }) => severity === "error" || severity === "warning").map(({ code }) => code);
}

/**
 * The law of fixes: the fault is gone, there is no new error or warning, and an edit leads to the same findings as opening the result.
 * @param dump is left as it was
 * @param before what is reported in it
 */
function expectSound(fix: VerifiedFix, dump: Dump, before: readonly Diagnostic[]): void {
  const after = openDump(edited(dump.text(), fix.changes)).diagnostics();
  const { code, message } = fix.diagnostic;
  const same = (diagnostics: readonly Diagnostic[]): number => diagnostics.filter((other) => other.code === code && other.message === message).length;
  expect(same(after), `after "${fix.title}" the fault is still there: ${message}`).toBeLessThan(same(before));

  const allowed = tally(loudCodes(before));
  const more = [...tally(loudCodes(after))].filter(([loud, count]) => count > (allowed.get(loud) ?? 0)).map(([loud]) => loud);
  expect(more, `"${fix.title}" leaves new errors or warnings`).toStrictEqual([]);

  const undo = dump.editAll(fix.changes.toReversed());
  expect(dump.diagnostics(), `after the edits of "${fix.title}"`).toStrictEqual(after);
  dump.editAll(undo);
}

/** Writes a case as in a fixture, so that it can be taken over if a rule is meant to have changed. */
function writeCase(text: string, marks: readonly Mark[], fixes: readonly ExpectedFix[] | undefined): string {
  return writeMarked(text, marks).replace(/\n?$/, "\n") + (fixes === undefined ? "" : writeFixes(fixes));
}

function checkCase(code: string, { text, marks, fixes: expected }: Case): void {
  const dump = openDump(text);
  const diagnostics = dump.diagnostics();
  const fixes = fixesOf(code, dump);
  const isReported = diagnostics.some((diagnostic) => diagnostic.code === code);
  const offered = fixes.map(({ title, preferred, changes }) => ({ title, preferred, text: edited(text, changes) }));
  // A case says which fixes its rule offers, if and only if the rule reports something.
  const found = writeCase(text, reportedMarks(diagnostics, marks), isReported ? offered : undefined);
  expect(found, `test/fixtures/rules/${code}.xenstore says otherwise`).toBe(writeCase(text, marks, expected));
  for (const fix of fixes) expectSound(fix, dump, diagnostics);
  expect(dump.text(), "the dump after the fixes were tried").toBe(text);
  expect(dump.diagnostics(), "the dump after the fixes were tried").toStrictEqual(diagnostics);
}

describe.each([...FIXTURES])("%s", (code, cases) => {
  it.each(cases.map((one) => [one.title, one.line, one] as const))("%s (line %i)", (_, __, one) => {
    expect.hasAssertions();
    checkCase(code, one);
  });

  it("has cases in which it reports something, and cases in which it is silent", () => {
    const reports = cases.map(({ marks }) => marks.some(({ label }) => label.startsWith(`${code} `)));
    expect(new Set(reports)).toStrictEqual(new Set([true, false]));
  });

  it("has cases with different titles", () => {
    const titles = cases.map(({ title }) => title);
    expect(titles).toStrictEqual([...new Set(titles)]);
  });
});

describe("the fixtures", () => {
  it("are there for each rule, and for nothing else", () => {
    const codes = RULES.map(({ code }) => code);
    expect(codes.filter((code) => !FIXTURES.has(code)), "without a fixture in test/fixtures/rules").toStrictEqual([]);
    expect([...FIXTURES.keys()].filter((code) => !codes.includes(code)), "in test/fixtures/rules, but no rules").toStrictEqual([]);
  });

  it("show every fix", () => {
    const shown = new Map([...FIXTURES].map(([code, cases]) => [code, cases.flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title))]));
    const hidden = fixTitles().filter(({ code, pattern }) => {
      const titles = code === undefined ? [...shown.values()].flat() : (shown.get(code) ?? []);
      return !titles.some((title) => pattern.test(title));
    });
    expect(hidden, "titles that no case in test/fixtures/rules has").toStrictEqual([]);
  });
});
