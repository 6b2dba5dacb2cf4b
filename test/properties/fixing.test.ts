import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Dump, VerifiedFix } from "../../server/src/service";
import { edited } from "../edited";
import { inside, openDump, pathOf, whole } from "../open-dump";
import { realDump } from "../real-dumps";
import { anyFault, anySingleFault, IN_VIF, withFaults, type Fault } from "./faults";
import { anyVifs, behind, belowPaths, flat, flatWithPermissions, inComment, inMail, storeWith, tree, treeWithPermissions, withCarriageReturns, wrapped, type GeneratedNode, type GeneratedVif, type StoreForm } from "./generated-store";
import { propertyRuns } from "./runs";

/** More fixes than any of these dumps takes. */
const MOST_FIXES = 60;

/** What may be left of a single fault: findings about a value that only the guest, the backend or the toolstack knows. */
const LEFT = [
  "event-channel-duplicate",
  "event-channel-invalid",
  "mac-invalid",
  "mac-missing",
  "ring-ref-duplicate",
  "ring-ref-invalid",
  "state-invalid",
];

const FORMS: Readonly<Record<string, StoreForm>> = {
  flat,
  tree,
  flatWithPermissions,
  treeWithPermissions,
  "flat with rules that are silenced": (nodes) => `# xenstore-ignore-file queue-missing, misplaced-key, event-channel-invalid\n${flat(nodes)}`,
  "flat from a terminal": withCarriageReturns(flat),
  "flat in a C comment": inComment(flat),
  "tree in a mail": inMail(tree),
  "flat wrapped by a mailer": wrapped(inMail(flatWithPermissions), [1, 2, 4, 0, 6], "> "),
  "tree wrapped by a mailer": wrapped(tree, [2, 1, 0]),
  "flat numbered by cat -n": behind(flat, (number) => `${number}\t`),
  "tree added by a patch": behind(tree, () => "+"),
  "trees below their paths": belowPaths,
};

/** The fixes of one diagnostic. */
function fixesOf(dump: Dump, diagnostic: Diagnostic): VerifiedFix[] {
  return dump.fixes(diagnostic.range).filter((fix) => fix.diagnostic.code === diagnostic.code && fix.diagnostic.message === diagnostic.message);
}

function errorsOf(dump: Dump): Diagnostic[] {
  return dump.diagnostics().filter(({ severity }) => severity === "error");
}

/** Applies preferred fixes for errors until there is none. */
function fixErrors(text: string): { readonly dump: Dump; readonly applied: readonly string[] } {
  const dump = openDump(text);
  const applied: string[] = [];
  while (applied.length < MOST_FIXES) {
    const fix = errorsOf(dump).flatMap((diagnostic) => fixesOf(dump, diagnostic)).find(({ preferred }) => preferred);
    if (fix === undefined) break;
    applied.push(`${fix.diagnostic.code}: ${fix.title}`);
    for (const { range, newText } of fix.changes.toReversed()) dump.edit(range, newText);
  }
  return { dump, applied };
}

/** A report without the line that it is on. */
function reportOf(dump: Dump, diagnostic: Diagnostic): string {
  return `${diagnostic.code} at ${pathOf(dump, diagnostic)}: ${diagnostic.message}`;
}

/** How often a rule reports a node, and how often it does so loudly. */
function reportsOf(dump: Dump): { readonly exact: ReadonlyMap<string, number>; readonly loud: ReadonlyMap<string, number> } {
  const exact = new Map<string, number>();
  const loud = new Map<string, number>();
  for (const diagnostic of dump.diagnostics()) {
    const place = `${diagnostic.code} at ${pathOf(dump, diagnostic)}`;
    const report = reportOf(dump, diagnostic);
    exact.set(report, (exact.get(report) ?? 0) + 1);
    if (diagnostic.severity === "error" || diagnostic.severity === "warning") loud.set(place, (loud.get(place) ?? 0) + 1);
  }
  return { exact, loud };
}

/** The fixes that leave their fault or bring another one, judged by opening the text that they leave. */
function unsoundFixes(text: string): string[] {
  const dump = openDump(text);
  const before = reportsOf(dump);
  return dump.diagnostics().flatMap((diagnostic) => {
    const report = reportOf(dump, diagnostic);
    return fixesOf(dump, diagnostic).flatMap((fix) => {
      const after = reportsOf(openDump(edited(text, fix.changes)));
      const stays = (after.exact.get(report) ?? 0) >= (before.exact.get(report) ?? 0) ? [`${fix.title} leaves ${report}`] : [];
      const more = [...after.loud].filter(([place, count]) => count > (before.loud.get(place) ?? 0));
      return [...stays, ...more.map(([place]) => `${fix.title} for ${report} brings ${place}`)];
    });
  });
}

/** The lines of a dump that no fix for a vif may touch. */
function linesOutside(text: string): string[] {
  return [...inside(openDump(text)).text.lines()].filter(({ first: { place } }) => place === undefined || !IN_VIF.test(place.path)).map((line) => line.text);
}

/** The nodes of a real flat dump that concern one domain, backends included. */
function realStore(name: string, domid: number): GeneratedNode[] {
  const concerns = new RegExp(`^/(?:tool|local/domain/0/backend/vif/${domid}|local/domain/${domid})(?:/|$)`);
  return [...inside(openDump(realDump(name))).text.lines()].map(({ path, value }) => ({ path, value })).filter(({ path }) => concerns.test(path));
}

const REAL_STORES: Readonly<Record<string, readonly GeneratedNode[]>> = {
  "one queue": realStore("g1v1.flat.xenstore", 1),
  "three vifs": realStore("g10.flat.xenstore", 2),
  "two queues": realStore("g10.flat.xenstore", 4),
};

/** A healthy store: the vifs of a generated one, or the name of a real one. */
const anyStore = fc.oneof(anyVifs, fc.constantFrom(...Object.keys(REAL_STORES)));
const anyForm = fc.constantFrom(...Object.keys(FORMS));
const anyFaults = fc.array(anyFault, { minLength: 1, maxLength: 4 });

/** Writes a store with faults. */
function written(store: readonly GeneratedVif[] | string, faults: readonly Fault[], form: string): string {
  const nodes = typeof store === "string" ? (REAL_STORES[store] ?? []) : storeWith(store);
  return FORMS[form]?.(withFaults(nodes, faults)) ?? "";
}

describe("a healthy store with faults", () => {
  test("takes all preferred fixes, and nothing beside the vifs changes", () => {
    fc.assert(
      fc.property(anyStore, anyFaults, anyForm, (store, faults, form) => {
        const text = written(store, faults, form);
        const { dump, applied } = fixErrors(text);
        expect(applied.length).toBeLessThan(MOST_FIXES);
        expect(linesOutside(dump.text())).toEqual(linesOutside(text));
      }),
      propertyRuns(50),
    );
  });

  test("has no error left after them, if it had one fault", () => {
    fc.assert(
      fc.property(anyStore, anySingleFault, anyForm, (store, fault, form) => {
        const { dump } = fixErrors(written(store, [fault], form));
        expect(errorsOf(dump).filter(({ code }) => !LEFT.includes(code))).toEqual([]);
      }),
      propertyRuns(90),
    );
  });

  test("has the same fixes whether they are tried out together or fault by fault", () => {
    fc.assert(
      fc.property(anyStore, anyFaults, anyForm, (store, faults, form) => {
        const text = written(store, faults, form);
        const dump = openDump(text);
        const together = dump.fixes(whole(dump));
        const alone = openDump(text).diagnostics().flatMap(({ range }) => openDump(text).fixes(range));
        expect(new Set(together.map((fix) => JSON.stringify(fix)))).toEqual(new Set(alone.map((fix) => JSON.stringify(fix))));
      }),
      propertyRuns(30),
    );
  });

  test("has no rewrite that brings a fault, and is as it was after they were tried out", () => {
    fc.assert(
      fc.property(anyStore, anyFaults, anyForm, (store, faults, form) => {
        const text = written(store, faults, form);
        const dump = openDump(text);
        const before = reportsOf(dump);
        const states = [...inside(dump).text.lines()].flatMap(({ place }, line) => (place?.name === "state" ? [line] : []));
        for (const line of states) {
          const rewrites = dump.rewrites(line);
          expect(reportsOf(dump)).toEqual(before);
          expect(rewrites.filter((title) => dump.rewrite(line, title).length === 0)).toEqual([]);
          const faulty = rewrites.filter((title) => [...reportsOf(openDump(edited(text, dump.rewrite(line, title)))).loud].some(([at, count]) => count > (before.loud.get(at) ?? 0)));
          expect(faulty).toEqual([]);
        }
        expect(dump.text()).toBe(text);
      }),
      propertyRuns(12),
    );
  });

  test("has a comment for each fault that silences it, and nothing else", () => {
    fc.assert(
      fc.property(anyStore, anyFaults, anyForm, fc.nat(), (store, faults, form, chosen) => {
        const text = written(store, faults, form);
        const dump = openDump(text);
        const all = dump.diagnostics();
        const silenced = all[chosen % Math.max(1, all.length)];
        const [here] = silenced === undefined ? [] : dump.silences(silenced);
        fc.pre(silenced !== undefined && here !== undefined);
        const entryOf = ({ range }: Diagnostic): unknown => inside(dump).text.lineAt(range.start.line)?.first;
        const others = all.filter((other) => other.code !== silenced.code || entryOf(other) !== entryOf(silenced));
        const after = openDump(edited(text, here.changes));
        expect(after.diagnostics().map((one) => reportOf(after, one))).toEqual(others.map((one) => reportOf(dump, one)));
      }),
      propertyRuns(30),
    );
  });

  test("has no fix that leaves its fault or brings another", () => {
    fc.assert(
      fc.property(anyStore, anyFaults, anyForm, (store, faults, form) => {
        const text = written(store, faults, form);
        expect(unsoundFixes(text)).toEqual([]);
      }),
      propertyRuns(50),
    );
  });
});
