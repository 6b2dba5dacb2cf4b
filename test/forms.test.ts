import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Dump, VifReport } from "../server/src/service";
import { readForms, type FormCase } from "./form-fixture";
import { loud, openDump, vifsOf } from "./open-dump";

const FORMS = new URL("./fixtures/forms/", import.meta.url);
const NAMES = readdirSync(FORMS).map((file) => file.replace(/\.xenstore$/, ""));

function fixture(name: string): readonly FormCase[] {
  return readForms(`test/fixtures/forms/${name}.xenstore`, readFileSync(new URL(`${name}.xenstore`, FORMS), "utf8"));
}

function vif({ frontend, backend, state, requestedQueues, forecast }: VifReport): string {
  const future = forecast === null ? "-" : `${forecast.outcome} ${forecast.queues}`;
  return `${frontend ?? "-"} ${backend ?? "-"} state ${state ?? "-"}, ${requestedQueues ?? "-"} queues, ${future}`;
}

function diagnosticsOf(dump: Dump): string[] {
  return dump.diagnostics().map(({ code, severity, range }) => `${range.start.line + 1} ${code} ${severity}`);
}

describe.each(NAMES)("the form %s", (name) => {
  // A title of an object would be cut after some forty characters.
  const cases = fixture(name).map((one) => [one.title, one] as const);

  test.each(cases)("%s", (_, { text, vifs, diagnostics }) => {
    const dump = openDump(text);
    const file = `test/fixtures/forms/${name}.xenstore`;
    expect(vifsOf(dump).map(vif), file).toEqual(vifs);
    expect(diagnosticsOf(dump), file).toEqual(diagnostics);
  });

  test.each(cases.filter(([, { fix }]) => fix !== undefined))("%s: it is fixed in the same form", (_, { text, eol, fix }) => {
    const dump = openDump(text);
    const fixes = dump.diagnostics().flatMap(({ range }) => dump.fixes(range)).filter(({ preferred }) => preferred);
    const at = { line: fix?.below ?? 0, character: 0 };
    const newText = fix?.lines.map((line) => line + eol).join("");
    expect(fixes.map(({ title, changes }) => ({ title, changes })), `test/fixtures/forms/${name}.xenstore`).toEqual([{ title: fix?.title, changes: [{ range: { start: at, end: at }, newText }] }]);
    for (const { changes } of fixes) dump.editAll(changes.toReversed());
    expect(loud(dump)).toEqual([]);
    expect(loud(openDump(dump.text()))).toEqual([]);
  });
});

test("the page of the forms names each of them, and no other", () => {
  const page = readFileSync(new URL("../docs/forms.md", import.meta.url), "utf8");
  const named = Array.from(page.matchAll(/\(\.\.\/test\/fixtures\/forms\/([\w-]+)\.xenstore\)/g), ([, name]) => name);
  expect(NAMES.filter((name) => !named.includes(name)), "without a row in docs/forms.md").toEqual([]);
  expect(named.filter((name) => !NAMES.includes(name ?? "")), "in docs/forms.md only").toEqual([]);
});

describe("the forms in which the same dump is pasted", () => {
  const pairs = NAMES.filter((name) => fixture(name).some(({ fix }) => fix !== undefined));

  test("are many", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
  });

  test.each(pairs)("%s tells the same vifs as the plain form, and no fault that it has not", (name) => {
    const [healthy, faulty] = fixture(name);
    const [plain, plainFaulty] = fixture("flat");
    expect(new Set(healthy?.vifs)).toEqual(new Set(plain?.vifs));
    expect(healthy?.diagnostics).toEqual([]);
    expect(faulty?.vifs.at(-1)).toEqual(plainFaulty?.vifs.at(-1));
    expect(faulty?.diagnostics.map((line) => line.replace(/^\d+ /, ""))).toEqual(["queue-missing error"]);
  });
});
