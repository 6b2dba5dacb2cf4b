import { expect, test } from "vitest";
import { edited } from "../edited";
import { inside, loud, openDump } from "../open-dump";
import { realDump } from "../real-dumps";

test.each(["g1v1.flat", "g1v1.tree", "g1v1.tree-perms", "g1v1.sub-fe-vif.tree"])("every rewrite of the first frontends of %s leaves it healthy", (name) => {
  const text = realDump(`${name}.xenstore`);
  const dump = openDump(text);
  let count = 0;
  for (const node of inside(dump).model.directories) {
    const entry = inside(dump).model.directory(node)?.keyEntry("backend")?.entry;
    if (entry === undefined || count > 16) continue;
    for (const title of dump.rewrites(entry.number)) {
      expect(loud(openDump(edited(text, dump.rewrite(entry.number, title))))).toEqual([]);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(0);
  expect(dump.text()).toBe(text);
});
