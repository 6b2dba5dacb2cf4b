import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { openDump } from "../open-dump";
import { realDump } from "../real-dumps";
import { anyValueBytes, sanitised } from "../features/hostile-values";
import { compareWithCut } from "../features/cut-lines";
import { propertyRuns } from "../properties/runs";
import { XenStore } from "./xenstore";
import { installXenTools, whyNoXenTools, type XenTools } from "./xen-tools.mjs";

const missing = whyNoXenTools();
if (missing !== undefined) console.warn(`The round trip through a real xenstored is skipped: ${missing}.`);

/** Two dumps in one; `/odd` is the directory that the second one was taken in. */
const ALL = [realDump("g10.flat-perms.xenstore"), '/odd = ""   (n0)\n', realDump("odd.pipe.flat-perms.xenstore")].join("");

describe.skipIf(missing !== undefined)("a dump through a real xenstored", { timeout: 60_000 }, () => {
  let tools: XenTools;
  let store: XenStore;

  beforeAll(() => {
    tools = installXenTools();
  }, 180_000);

  beforeEach(async () => {
    store = await XenStore.start(tools);
    store.clear();
  });

  afterEach(() => store.stop());

  /** Fills the store from a dump. */
  const restore = (dump: string, under?: string): void => {
    const script = openDump(dump).script(under === undefined ? {} : { under });
    store.run("sh", [], "text" in script ? script.text : script.refusal);
  };

  test("comes back byte for byte: ten guests, odd values, names and permissions; and is the tree that xenstore-ls prints, where that cuts nothing", () => {
    restore(ALL);
    const flat = store.run("xenstore-ls", ["-fp"]);
    expect(flat).toBe(ALL);
    const tree = store.run("xenstore-ls", ["-p"]);
    const { cut, other } = compareWithCut(openDump(flat).convert({ to: "tree" }).text, tree);
    expect([cut.length, other]).toEqual([43, []]);
    expect(openDump(tree).convert({ to: "tree" }).text).toBe(tree);
  });

  test.each(["g1v1.flat", "g1v1.tree", "g1v1.flat-perms", "g1v1.tree-perms"])("comes back byte for byte: %s", (name) => {
    restore(realDump(`${name}.xenstore`));
    const options = { "g1v1.flat": ["-f"], "g1v1.tree": [], "g1v1.flat-perms": ["-fp"], "g1v1.tree-perms": ["-p"] }[name] ?? [];
    expect(store.run("xenstore-ls", options)).toBe(realDump(`${name}.xenstore`));
  });

  test("comes back without the rest, where a part is asked for", () => {
    restore(realDump("g1v1.flat-perms.xenstore"), "/local/domain/1/device/vif");
    const [first = "", ...lines] = store.run("xenstore-ls", ["-f"]).split("\n");
    expect(first).toBe('/local = ""');
    const wanted = realDump("g1v1.flat.xenstore").split("\n").filter((line) => line.startsWith("/local/domain/1/device/vif"));
    expect(lines.filter((line) => line.startsWith("/local/domain/1/device/vif"))).toEqual(wanted);
    // xenstored makes the directories above.
    expect(lines).toHaveLength(wanted.length + "domain/1/device".split("/").length + 1);
  });

  test("comes back byte for byte: any bytes", () => {
    const values = fc.sample(anyValueBytes, { ...propertyRuns(300), numRuns: 300 });
    const dump = ['/any = ""   (n0)', ...values.map((bytes, index) => `/any/${index} = "${sanitised(bytes)}"   (n${index % 5},r${index % 3})`), ""].join("\n");
    restore(dump);
    expect(store.run("xenstore-ls", ["-fp"])).toBe(dump);
  });

  test("stops where xenstored refuses a node, with nothing of that command written", () => {
    const script = openDump('/a = "1"\n/b = "2"\n').script();
    expect(() => store.run("sh", [], "text" in script ? script.text.replace("'/b'", "'/a b'") : "")).toThrow("could not write path /a b");
    expect(store.run("xenstore-ls", ["-f"])).toBe("");
  });
});
