import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseGrammarTestCase, runGrammarTestCase } from "vscode-tmgrammar-test/dist/unit/index.js";
import { NETIF_KEYS } from "../../server/src/netif/keys";
import { REPOSITORY, SCOPES } from "./rules";
import { REGISTRY, textIn, tokenize } from "./tokenize";

const HERE = new URL("./", import.meta.url);
const CASES = readdirSync(HERE)
  .filter((file) => file.endsWith(".test.xenstore"))
  .map((file) => [file, readFileSync(new URL(file, HERE), "utf8")] as const);

describe("the assertions in", () => {
  test.each(CASES)("%s hold", async (_file, text) => {
    const testCase = parseGrammarTestCase(text);
    expect(testCase.assertions.length).toBeGreaterThan(0);
    expect(await runGrammarTestCase(REGISTRY, testCase)).toEqual([]);
  });

  test("these files name every scope of the grammar", () => {
    const asserted = new Set(CASES.flatMap(([, text]) => text.match(/[\w.-]+\.xenstore/g) ?? []));
    expect([...SCOPES].filter((scope) => !asserted.has(scope))).toEqual([]);
  });
});

describe("the keys of netif", () => {
  // queue-N stands for a family of names, which have a rule of their own.
  const keys = [...NETIF_KEYS.keys()].filter((key) => key !== "queue-N");

  test("are those of the key table", () => {
    const alternatives = /\(\?:([^()]*)\)/.exec(REPOSITORY["netif-key"]?.match ?? "")?.[1];
    expect(alternatives?.split("|"), "run: npm run docs").toEqual(keys.toSorted());
  });

  test.each(keys)("%s is known in a vif, and not elsewhere", (key) => {
    const [frontend = [], queue = [], backend = [], qemu = [], tree = [], vbd = [], copy = []] = tokenize([
      `/local/domain/1/device/vif/0/${key} = "1"`,
      `/local/domain/1/device/vif/0/queue-0/${key} = "1"`,
      `/local/domain/0/backend/vif/1/0/${key} = "1"`,
      `/local/domain/0/backend/qnic/1/0/${key} = "1"`,
      `   ${key} = "1"`,
      `/local/domain/1/device/vbd/51712/${key} = "1"`,
      `/libxl/1/device/vif/0/${key} = "1"`,
    ]);
    for (const line of [frontend, queue, backend, qemu, tree]) expect(textIn(line, "support.type.netif-key.xenstore")).toBe(key);
    for (const line of [vbd, copy]) expect(textIn(line, "entity.name.tag.key.xenstore")).toBe(key);
  });
});
