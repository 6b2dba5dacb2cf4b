import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dump } from "../../server/src/service";
import { openDump, pathOf } from "../open-dump";
import { REAL_DUMPS, realDump } from "../real-dumps";
import { anyFault, withFaults } from "./faults";
import {
  anyVifs,
  backendPath,
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
  type StoreForm,
} from "./generated-store";
import { propertyRuns } from "./runs";

/** The vifs of a dump with their keys, and what is wrong with them, without anything that depends on how it is written. */
function modelOf(dump: Dump): { readonly vifs: readonly unknown[]; readonly diagnostics: readonly string[] } {
  const vifs = Array.from(dump.model.directories, (node) => {
    const directory = dump.model.directory(node);
    const { frontend, backend } = directory === undefined ? {} : dump.model.vif(directory);
    return {
      path: node.path,
      side: directory?.side,
      frontend: frontend?.node.path,
      backend: backend?.node.path,
      // The tree form cuts long values; the short ones are those that matter.
      keys: Array.from(directory?.settings() ?? [], ({ name, raw }) => `${name} = ${raw.length > 20 ? "…" : raw}`).toSorted(),
      queues: frontend?.queues.map((queue) => [queue.node.path, queue.settings.map(({ name, raw }) => `${name} = ${raw}`)]),
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
    expect([...openDump(realDump(`${name}.xenstore`)).model.directories]).toHaveLength(count);
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
};

describe("a generated store", () => {
  test("is healthy, with each vif as it was made", () => {
    fc.assert(
      fc.property(anyVifs, (vifs) => {
        const dump = openDump(flat(storeWith(vifs)));
        expect(dump.diagnostics()).toEqual([]);
        for (const vif of vifs) {
          const node = dump.store.captures[0]?.resolve(frontendPath(vif));
          const directory = node && dump.model.directory(node);
          const { frontend, backend } = directory === undefined ? {} : dump.model.vif(directory);
          expect([frontend?.isComplete, frontend?.inForce.length, backend?.node.path]).toEqual([true, vif.queues, backendPath(vif)]);
        }
        expect([...dump.model.directories]).toHaveLength(vifs.length * 2);
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
});
