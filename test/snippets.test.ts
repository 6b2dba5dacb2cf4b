import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDump } from "./open-dump";

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(readFileSync(new URL("../snippets/xenstore.json", import.meta.url), "utf8")) as Record<string, Snippet>;

/** What VS Code writes when the user types over some tab stops and leaves the others as they are. */
function filledIn({ body }: Snippet, typed: Readonly<Record<string, string>>): string {
  const text = body.join("\n");
  const defaults = new Map(Array.from(text.matchAll(/\$\{([0-9]+):([^}]*)\}/g), ([, stop = "", value = ""]) => [stop, value]));
  return text.replaceAll(/\$(?:\{([0-9]+):[^}]*\}|([0-9]+))/g, (_, defined: string | undefined, repeated: string) => {
    const stop = defined ?? repeated;
    return typed[stop] ?? defaults.get(stop) ?? "";
  });
}

test.each(Object.entries(snippets))("%s is a pair without any fault", (name, snippet) => {
  const queues = { one: 1, two: 2, four: 4 }[/with (\w+) queue/.exec(name)?.[1] ?? ""];
  for (const typed of [{}, { 1: "12", 2: "3", 3: "7", 4: "00:16:3e:aa:bb:cc", 5: "8" }]) {
    const dump = openDump(filledIn(snippet, typed));
    expect(dump.diagnostics()).toEqual([]);
    const { 1: domid = "1", 2: index = "0", 3: home = "0" }: Readonly<Record<string, string>> = typed;
    expect(dump.vifs()).toMatchObject([
      {
        frontend: `/local/domain/${domid}/device/vif/${index}`,
        backend: `/local/domain/${home}/backend/vif/${domid}/${index}`,
        forecast: { outcome: "connects", queues },
      },
    ]);
  }
});

describe("the snippets", () => {
  const all = Object.entries(snippets);

  test("are of each number of queues in both forms", () => {
    expect(all.map(([name]) => name)).toEqual(["one queue", "two queues", "four queues"].flatMap((queues) => ["flat", "tree"].map((form) => `Vif with ${queues}, ${form}`)));
  });

  test("have prefixes of their own and descriptions", () => {
    expect(new Set(all.map(([, { prefix }]) => prefix)).size).toBe(all.length);
    expect(all.filter(([, { description }]) => description === "")).toEqual([]);
  });

  test("end with the cursor on a line of its own", () => {
    for (const [, { body }] of all) expect(body.at(-1)).toBe("$0");
  });
});
