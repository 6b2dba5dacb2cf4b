import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "../../server/src/rules/index";
import { loud, openDump, vifsOf } from "../open-dump";

/** A dump of one vif, and what must be reported for it. */
interface ConformanceCase {
  readonly id: string;
  readonly title: string;
  readonly dump: string;
  /** One code of each group must be reported. */
  readonly must: readonly (readonly string[])[];
  /** Codes that may be reported as well. */
  readonly allowed: readonly string[];
  /** What Linux netback of today does; null if nobody has worked it out. */
  readonly forecast: { readonly outcome: string; readonly queues: number; readonly error?: string } | null;
  readonly why: string;
}

const cases = JSON.parse(readFileSync(new URL("../fixtures/cases.json", import.meta.url), "utf8")) as ConformanceCase[];

describe("the conformance cases", () => {
  it.each(cases.map((one) => [one.id, one.title, one] as const))("%s: %s", (_, __, { dump, must, allowed }) => {
    const opened = openDump(`${dump}\n`);
    const codes = new Set(opened.diagnostics().map(({ code }) => code));
    expect(must.filter((group) => !group.some((code) => codes.has(code)))).toStrictEqual([]);

    const expected = new Set([...must.flat(), ...allowed]);
    expect(loud(opened).filter((code) => !expected.has(code))).toStrictEqual([]);
  });

  it.each(cases.flatMap(({ id, dump, forecast }) => (forecast === null ? [] : [[id, dump, forecast] as const])))("%s: what netback does", (_, dump, forecast) => {
    const reports = vifsOf(openDump(`${dump}\n`));
    expect(reports.map((report) => report.forecast)).toStrictEqual([{ error: null, ...forecast }]);
  });

  it("speak of codes that rules have", () => {
    const rules = new Set(RULES.map(({ code }) => code));
    const spoken = new Set(cases.flatMap(({ must, allowed }) => [...must.flat(), ...allowed]));
    expect([...spoken].filter((code) => !rules.has(code))).toStrictEqual([]);
  });
});
