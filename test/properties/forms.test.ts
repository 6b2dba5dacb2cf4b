import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameMayBeCut } from "../../server/src/store/cut-name";
import type { Dump } from "../../server/src/service";
import { inside, openDump, pathOf } from "../open-dump";
import { REAL_DUMPS, realDump } from "../real-dumps";
import { anyFault, withFaults } from "./faults";
import {
  anyVifs,
  backendPath,
  behind,
  flat,
  flatWithPermissions,
  frontendPath,
  inComment,
  inMail,
  movedRight,
  promptedTrees,
  relative,
  storeWith,
  tree,
  treeWithPermissions,
  withCarriageReturns,
  wrapped,
  type StoreForm,
} from "./generated-store";
import { propertyRuns } from "./runs";

/** The vifs of a dump with their keys, and what is wrong with them, without anything that depends on how it is written. */
function modelOf(dump: Dump): { readonly vifs: readonly unknown[]; readonly diagnostics: readonly string[] } {
  const vifs = Array.from(inside(dump).model.directories, (node) => {
    const directory = inside(dump).model.directory(node);
    const { frontend, backend } = directory === undefined ? {} : inside(dump).model.vif(directory);
    return {
      path: node.path,
      side: directory?.side,
      frontend: frontend?.node.path,
      backend: backend?.node.path,
      // The tree form cuts long values, but only short ones matter.
      keys: Array.from(node.children?.entries(({ syntax }) => !nameMayBeCut(syntax)) ?? [], ({ name, value }) => `${name} = ${value.length > 20 ? "…" : value}`).toSorted(),
      queues: frontend?.queues.map((queue) => [queue.node.path, queue.keyEntries.map(({ name, raw }) => `${name} = ${raw}`)]),
    };
  });
  return {
    vifs: vifs.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    diagnostics: dump.diagnostics().filter(({ code }) => code !== "truncated-value").map((diagnostic) => `${diagnostic.code} at ${pathOf(dump, diagnostic)}`).toSorted(),
  };
}

describe("real dumps", () => {
  test.each([
    ["g1v1.flat", "g1v1.tree"],
    ["g1v1.flat", "g1v1.flat-perms"],
    ["g1v1.flat", "g1v1.tree-perms"],
    ["g1v1.flat", "g1v1.tty80.tree"],
    ["g1v1.flat", "oxenstored.g1v1.tree"],
    ["g10.flat", "g10.tree"],
    ["g1v1.sub-fe-vif.flat", "g1v1.sub-fe-vif.tree"],
    ["odd.pipe.flat", "odd.pipe.flat-perms"],
  ])("%s and %s tell the same", (one, other) => {
    expect(modelOf(openDump(realDump(`${other}.xenstore`)))).toEqual(modelOf(openDump(realDump(`${one}.xenstore`))));
  });

  test.each(REAL_DUMPS)("%s is healthy, though the tool may have cut values", (name) => {
    const loud = openDump(realDump(name)).diagnostics().filter(({ code, severity }) => code !== "truncated-value" || severity !== "information");
    expect(loud).toEqual([]);
  });

  test.each([
    ["g1v1.flat", 2],
    ["g10.flat", 50],
    ["g1v1.sub-fe-vif.tree", 1],
    ["g1v1.rel-dom0.backend-vif.flat", 1],
    ["g1v1.sub-be-vif.tree-perms", 1],
    ["odd.pipe.flat", 0],
  ])("%s has %i vif directories", (name, count) => {
    expect([...inside(openDump(realDump(`${name}.xenstore`))).model.directories]).toHaveLength(count);
  });
});

const FORMS: Readonly<Record<string, StoreForm>> = {
  flatWithPermissions,
  tree,
  treeWithPermissions,
  relative,
  promptedTrees,
  "flat in a C comment": inComment(flat),
  "tree in a C comment": inComment(tree),
  "flat in a mail": inMail(flat),
  "tree in a mail": inMail(treeWithPermissions),
  "flat from a terminal": withCarriageReturns(flat),
  "tree from a terminal": withCarriageReturns(tree),
  "tree moved right": movedRight(tree),
  "flat wrapped by a mailer": wrapped(flat, [1, 2, 0, 3]),
  "flat with permissions wrapped in a mail": wrapped(inMail(flatWithPermissions), [1, 2, 4, 0, 6], "> > "),
  "tree wrapped in a mail, with the quoting lost": wrapped(inMail(tree), [1, 2, 0]),
  "tree with permissions wrapped": wrapped(treeWithPermissions, [4, 16, 64, 0, 128, 2]),
  "numbered by cat -n": behind(flat, (number) => `${String(number).padStart(6)}\t`),
  "a tree numbered by an editor": behind(tree, (number) => `${String(number).padStart(4)} `),
  "found by grep -n": behind(flat, (number) => `${number}:`),
  "added by a patch": behind(tree, () => "+"),
  "in a log": behind(flatWithPermissions, () => "Nov 23 22:26:35 dom0 xenstore-ls[4711]: "),
  "in a table": (nodes) => flat(nodes).replaceAll(/^(.+)$/gm, "| $1 |"),
  "through a word processor": (nodes) => tree(nodes).replaceAll(/"(.*)"/g, "\u201C$1\u201D").replaceAll(/^ +/gm, (blanks) => "\u00A0".repeat(blanks.length)),
  "with colours": (nodes) => flat(nodes).replaceAll("vif", "\u001B[01;31m\u001B[Kvif\u001B[m\u001B[K"),
  "with colours that lost their escape character": (nodes) => flat(nodes).replaceAll(/vif(?=.* =)/g, "[01;31m[Kvif[m[K"),
  "through cat -A": (nodes) => treeWithPermissions(nodes).replaceAll("\n", "$\n"),
  "in a blog": (nodes) => flat(nodes).replaceAll(/"(.*)"/g, "\u201C$1\u2033").replaceAll(/(?<=[a-z])-(?=.* =)/g, "\u2011"),
  "as source of a web page": (nodes) => flat(nodes).replaceAll('"', "&quot;").replaceAll("\n", "<br>\n"),
};

describe("a generated store", () => {
  test("is healthy, with each vif as it was made", () => {
    fc.assert(
      fc.property(anyVifs, (vifs) => {
        const dump = openDump(flat(storeWith(vifs)));
        expect(dump.diagnostics()).toEqual([]);
        for (const vif of vifs) {
          const node = inside(dump).store.captures[0]?.resolve(frontendPath(vif));
          const directory = node && inside(dump).model.directory(node);
          const { frontend, backend } = directory === undefined ? {} : inside(dump).model.vif(directory);
          expect([frontend?.isUsable, frontend?.inForce.length, backend?.node.path]).toEqual([true, vif.queues, backendPath(vif)]);
        }
        expect([...inside(dump).model.directories]).toHaveLength(vifs.length * 2);
      }),
      propertyRuns(30),
    );
  });

  test.each(Object.keys(FORMS))("tells the same as %s and flat, whatever is wrong with it", (name) => {
    fc.assert(
      fc.property(anyVifs, fc.array(anyFault, { maxLength: 4 }), (vifs, faults) => {
        const nodes = withFaults(storeWith(vifs), faults);
        expect(modelOf(openDump(FORMS[name]?.(nodes) ?? ""))).toEqual(modelOf(openDump(flat(nodes))));
      }),
      propertyRuns(25),
    );
  });

  test("tells the same wherever its lines are wrapped", () => {
    const anyForm = fc.constantFrom(flat, flatWithPermissions, tree, treeWithPermissions, inMail(flat), inMail(treeWithPermissions), withCarriageReturns(flat));
    const anyBreaks = fc.array(fc.nat({ max: 255 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyVifs, fc.array(anyFault, { maxLength: 2 }), anyForm, anyBreaks, fc.constantFrom("", "> > "), (vifs, faults, form, breaks, before) => {
        const nodes = withFaults(storeWith(vifs), faults);
        expect(modelOf(openDump(wrapped(form, breaks, before)(nodes)))).toEqual(modelOf(openDump(form(nodes))));
      }),
      propertyRuns(40),
    );
  });
});
