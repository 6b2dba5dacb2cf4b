import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Loss } from "../../server/src/service";
import { converted } from "../converted";
import { anyValueBytes, sanitised } from "../features/hostile-values";
import { openDump, pathOf, vifsOf } from "../open-dump";
import { DOCUMENTS } from "./documents";
import { anyEdit } from "./edits";
import { anyFault, withFaults } from "./faults";
import { anyVifs, flat, flatWithPermissions, storeWith, tree, treeWithPermissions, withDirectories, type GeneratedNode, type StoreForm } from "./generated-store";
import { propertyRuns } from "./runs";

const anyStore: fc.Arbitrary<readonly GeneratedNode[]> = fc
  .tuple(anyVifs, fc.array(anyFault, { maxLength: 4 }), fc.array(anyValueBytes, { maxLength: 4 }))
  .map(([vifs, faults, values]) => withDirectories([...withFaults(storeWith(vifs), faults), ...values.map((bytes, at) => ({ path: `/odd/v${at}`, value: sanitised(bytes) }))]));

const WITH_PERMISSIONS: StoreForm = (nodes) => flatWithPermissions(nodes).replace(/\(n0,r1\)$/gm, (_permissions, at: number) => `(n${at % 7},r${at % 3})`);

/** What is wrong with a dump and what becomes of its vifs, whatever its form. */
function meaningOf(text: string): unknown {
  const dump = openDump(text);
  return { vifs: vifsOf(dump), diagnostics: dump.diagnostics().map((diagnostic) => `${diagnostic.code} at ${pathOf(dump, diagnostic)}: ${diagnostic.message}`) };
}

describe("a generated store", () => {
  test.each([
    ["flat", "tree", flat, tree],
    ["tree", "flat", tree, flat],
    ["flat with permissions", "tree", flatWithPermissions, treeWithPermissions],
    ["tree with permissions", "flat", treeWithPermissions, flatWithPermissions],
  ] as const)("in %s becomes %s as the tool prints it", (_name, to, from, expected) => {
    fc.assert(
      fc.property(anyStore, (nodes) => {
        expect(converted(from(nodes), to)).toEqual({ text: expected(nodes), losses: [] });
      }),
      propertyRuns(25),
    );
  });

  test("means the same in each form, there and back", () => {
    fc.assert(
      fc.property(anyStore, fc.constantFrom(flat, WITH_PERMISSIONS), (nodes, form) => {
        const text = form(nodes);
        const asTree = converted(text, "tree").text;
        expect(converted(asTree, "flat").text).toBe(text);
        expect(converted(asTree, "tree").text).toBe(asTree);
        expect(meaningOf(asTree)).toEqual(meaningOf(text));
      }),
      propertyRuns(25),
    );
  });
});

/** Whether a dump that was converted may be read otherwise than it was meant. */
function mayReadOtherwise(text: string, losses: readonly Loss[]): boolean {
  // Names that were cut look alike in flat form. Without a node that no line can hold, the links of others may tell where a capture was taken.
  if (losses.some(({ message }) => /^(?:The name may be cut|No line of this form can hold)/.test(message))) return true;
  // A word within the dump may come to stand above it, where it is a label: what stood above it was left out, or moved.
  if (openDump(text).convert({ to: "json" }).losses.some(({ message }) => message.includes("is taken for a word that somebody wrote above the dump"))) return true;
  // Such a word may have something below it, which the tool never prints below a node that it cannot read: it is read as a tree that was moved right.
  if (/^[^\s/]+:\n\n? /m.test(text)) return true;
  // What cannot be read stays as it is written; behind a path, where other blanks around the sign are read, the dots before its permissions are read as well.
  return /^\S+\/\S* = ".*" *\. .*\)$/m.test(text);
}

describe("a dump that somebody has edited", () => {
  const anyDump = fc.tuple(fc.constantFrom(...Object.keys(DOCUMENTS)), fc.array(anyEdit, { maxLength: 4 })).map(([name, edits]) => {
    const dump = openDump(DOCUMENTS[name] ?? "");
    for (const edit of edits) for (const change of edit.changes(dump)) dump.edit(change.range, change.newText);
    return dump;
  });

  test.each(["flat", "tree"] as const)("is in %s form what a fresh analysis makes of it, and converting that again changes nothing", (to) => {
    fc.assert(
      fc.property(anyDump, (dump) => {
        const { text, losses } = dump.convert({ to });
        expect(text).toBe(converted(dump.text(), to).text);
        const again = converted(text, to).text;
        expect(again !== text && mayReadOtherwise(text, losses) ? text : again).toBe(text);
        expect(dump.convert({ to: "json" }).text).toBe(converted(dump.text(), "json").text);
      }),
      propertyRuns(60),
    );
  });
});
