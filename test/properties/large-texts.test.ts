import { applyPatch } from "diff";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../server/src/cli/fix/unified-diff";
import { damageIn } from "../../server/src/dump/damage";
import { Text } from "../../server/src/dump/text";
import { STORE_NAMES } from "../../server/src/netif/store-names";
import type { DumpForm } from "../../server/src/service";
import { styleInside } from "../../server/src/store/entry-style";
import type { StoreNode } from "../../server/src/store/node";
import { Store } from "../../server/src/store/store";
import { openDump } from "../open-dump";

test.each([
  ["comments", "# a\n".repeat(150_000), 150_000, 150_000],
  ["gaps", "[...]\n".repeat(150_000), 150_000, 150_000],
  ["levels of a tree", Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a = ""\n`).join(""), 1000, 1000],
  // The heading of a tree tells a path that a store can have: 3072 characters.
  ["levels of a path", `${"/a".repeat(6000)} = "1"\n`, 1, 6000 - 3072 / 2],
])("a conversion takes any number of %s", (_name, text, asFlat, asTree) => {
  const dump = openDump(text);
  const lines = (to: DumpForm): number => dump.convert({ to }).text.replace(/^# xenstore-root .*\n/gm, "").split("\n").length - 1;
  expect([lines("flat"), lines("tree")]).toEqual([asFlat, asTree]);
}, 30_000);

test("very many lines come and go at once", () => {
  const text = new Text<StoreNode>('/a = ""\n');
  const store = new Store(text, STORE_NAMES);
  const lines = Array.from({ length: 200_000 }, (_, number) => `/a/${number} = ""\n`);
  const end = { line: 1, character: 0 };
  store.edit([{ range: { start: end, end }, newText: lines.join("") }]);
  expect([text.lineCount, text.lineAt(0)?.place?.children?.size]).toEqual([200_002, 200_000]);
  store.edit([{ range: { start: end, end: { line: 200_001, character: 0 } }, newText: "" }]);
  expect([text.lineCount, text.lineAt(0)?.place?.children]).toEqual([2, undefined]);
});

test("the style of a directory is read from very many lines, each looked at once", () => {
  const text = new Text<StoreNode>(`a = ""\n${Array.from({ length: 400_000 }, (_, number) => ` k${number} = "1"\n`).join("")}`);
  const directory = new Store(text, STORE_NAMES).text.lineAt(0)?.place;
  expect(directory && styleInside(directory)).toMatchObject({ form: "tree", indentation: " ", step: " " });
});

test.each([
  ["blanks", " ".repeat(8 << 20)],
  ["tabs", "\t".repeat(8 << 20)],
  ["tags", "<b>".repeat(6 << 20)],
  ["tags and blanks", "<b> ".repeat(4 << 20)],
])("a line of millions of %s is not damaged, and does not exhaust the memory", (_, text) => {
  const line = new Text(`${text}x\n`).lineAt(0);
  expect(line === undefined ? "no line" : damageIn(line)).toBeUndefined();
});

test("a text with very many differences is replaced as a whole: finding each takes minutes for 30,000 lines", () => {
  const [before = "", after = ""] = ["", '"'].map((end) => Array.from({ length: 3001 }, (_, at) => `${at === 2 ? '/b = "1"\n' : ""}/a/${at} = "1${end}`).join("\n"));
  const patch = unifiedDiff("x", before, after);
  expect(patch.split("\n").slice(0, 6)).toEqual(["--- x", "+++ x", "@@ -1,3002 +1,3002 @@", '-/a/0 = "1', '-/a/1 = "1', '-/b = "1"']);
  expect(applyPatch(before, patch)).toBe(after);
});
