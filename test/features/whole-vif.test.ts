import { describe, expect, test } from "vitest";
import type { Completion, Fillable } from "../../server/src/service";
import { openDump, vifsOf } from "../open-dump";
import { withCursor } from "./marked-lines";

const FLAT = ["vif", "vif-2-queues", "vif-4-queues"];
const TREE = ["vif-tree", "vif-tree-2-queues", "vif-tree-4-queues"];

/** The vifs that are offered where the cursor is. */
function offered(marked: string): Completion[] {
  const { text, position } = withCursor(marked);
  const found = openDump(text).completions(position, { keepsIndentation: true });
  return (found?.completions ?? []).filter(({ kind }) => kind === "vif");
}

/** What an editor writes when the user types over some fields and leaves the others as they are. */
function filledIn(text: Fillable, typed: Readonly<Record<number, string>>): string {
  return text.map((part) => (typeof part === "string" ? part : ((part.stop === undefined ? undefined : typed[part.stop]) ?? part.fill))).join("");
}

describe("whole vifs", () => {
  test.each<readonly [where: string, marked: string, labels: readonly string[]]>([
    ["in an empty document, in both forms", "|", FLAT.flatMap((label, at) => [label, TREE[at] ?? ""])],
    ["for what is typed", "vi|", FLAT.flatMap((label, at) => [label, TREE[at] ?? ""])],
    ["among paths", '/local/domain/1/name = "a"\n|\n', FLAT],
    ["among paths, for what is typed", '/local/domain/1/name = "a"\nvif|\n', FLAT],
    ["in a tree", 'local = ""\n domain = ""\n|\n', TREE],
    ["not further right in a tree", 'local = ""\n domain = ""\n  |\n', []],
    ["not in a value", '/local/domain/1/device/vif/0/state = "4|"\n', []],
    ["not in a path", "/local/domain/1/device/v|\n", []],
    ["not before the rest of a line", '| = "4"\n', []],
    ["not in a mail", "> |\n", []],
    ["not in a comment", "# v|\n", []],
  ])("%s", (_, marked, labels) => {
    expect(offered(marked).map(({ label }) => label)).toEqual(labels);
  });

  test.each(offered("|").map((completion) => [completion.label, completion] as const))("%s is a pair without any fault", (label, { text }) => {
    const queues = Number(/[0-9]/.exec(label)?.[0] ?? 1);
    const stops = new Set(text.map((part) => (typeof part === "string" ? undefined : part.stop)));
    expect(stops.size - 1, "five fields, four for each queue, and the end").toBe(5 + 4 * queues + 1);
    for (const typed of [{}, { 1: "12", 2: "3", 3: "7", 4: "00:16:3e:aa:bb:cc", 5: "8" }]) {
      const dump = openDump(filledIn(text, typed));
      expect(dump.diagnostics()).toEqual([]);
      expect(dump.formatting()).toEqual([]);
      const { 1: domid = "1", 2: index = "0", 3: home = "0" }: Readonly<Record<number, string>> = typed;
      expect(vifsOf(dump)).toMatchObject([
        {
          frontend: `/local/domain/${domid}/device/vif/${index}`,
          backend: `/local/domain/${home}/backend/vif/${domid}/${index}`,
          forecast: { outcome: "connects", queues },
        },
      ]);
      const other = label.includes("tree") ? "flat" : "tree";
      expect(openDump(dump.convert({ to: other }).text).diagnostics()).toEqual([]);
    }
  });

  test("end with the cursor on a line of its own", () => {
    expect(offered("|").map(({ text }) => text.slice(-2))).toEqual([...FLAT, ...TREE].map(() => ['"\n', { fill: "", stop: 0 }]));
  });
});
