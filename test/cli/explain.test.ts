import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { NETIF_KEYS } from "../../server/src/netif/keys";
import { RULES } from "../../server/src/rules/index";
import { run } from "./command-line";

const ESCAPE = String.fromCharCode(27);
const names = [...RULES.map(({ code }) => code), "unused-suppression", ...NETIF_KEYS.keys()];

/** Code is never wrapped, and neither is a word. */
const isBreakable = (line: string): boolean => !line.startsWith("    ") && line.trimStart().includes(" ");

describe("explain", () => {
  test("shows a key", async () => {
    expect(await run(["explain", "handle"])).toMatchObject({
      code: 0,
      stdout: [
        "`handle` – a key of a vif",
        "",
        "The number of the vif within its guest, the same as the last segment of both",
        "paths. Linux netback reads the one in the backend directory to name its",
        "interface, and fails with `reading handle` without it. Nothing in Linux reads",
        "the frontend's.",
        "",
        "Beware: netback reads it with `%li`: `010` is 8 and `0x1` is 1.",
        "",
        "- Found in: frontend, backend",
        "- Written by: toolstack",
        "- Value: decimal integer from 0 to 2147483647",
        "- If absent: fatal for Linux netback, in the backend directory",
        "- Standing: there from the first XenBus of 2005",
        "- Sources: Linux drivers/net/xen-netback/xenbus.c; libxl: libxl_nic.c",
        "",
      ].join("\n"),
      stderr: "",
      served: undefined,
    });
  });

  test("shows the page of a rule: headings, text, the rows of a table, code as it is", async () => {
    const { code, stdout, stderr } = await run(["explain", "queue-missing"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("`queue-missing` – a requested queue has no `queue-N` subtree");
    expect(lines).toContain("What implementations do");
    expect(stdout).toContain("- Linux netback before 3.16\n  ignores the request, reads the top level\n");
    expect(stdout).toContain('\nWrong\n\n    /local/domain/1/device/vif/0/multi-queue-num-queues = "3"\n');
    expect(stdout).not.toMatch(/\*\*|^#|\]\(|^\||```/m);
  });

  test.each(["queue-N", "queue-0", "queue-7", "queue-255"])("knows %s as a queue", async (name) => {
    expect(await run(["explain", name])).toEqual(await run(["explain", "queue-N"]));
    const ended = await run(["explain", name]);
    expect(ended.code, ended.stderr).toBe(0);
  });

  test("has a page for each rule, each key and the hint on a comment, none wider than the terminal", async () => {
    const wrong: string[] = [];
    for (const name of names) {
      const { code, stdout } = await run(["explain", name], { columns: 60 });
      const long = stripVTControlCharacters(stdout).split("\n").filter((line) => line.length > 60 && isBreakable(line));
      if (code !== 0 || stdout.length < 100 || long.length > 0) wrong.push(name, ...long);
    }
    expect(wrong, "without a page in docs/rules or in the table of keys, or with too wide lines").toEqual([]);
  });

  test("lists all of these where none is named", async () => {
    const { code, stdout } = await run(["explain"]);
    expect(code).toBe(0);
    const listed = new Set(stdout.split("\n").map((line) => line.split(" ")[0]));
    expect(names.filter((name) => !listed.has(name))).toEqual([]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/\nhandle +The number of the vif within its guest, the\n +same as the last segment of both paths\.\n/);
    expect(stdout).toMatch(/^Rules\n\nmalformed-line /);
    expect(stdout).toContain("\n\nKeys of a vif\n\nmulti-queue-max-queues ");
  });

  test("lists them below each other where the terminal is narrow", async () => {
    const { stdout } = await run(["explain"], { columns: 40, env: { NO_COLOR: "1" } });
    expect(stdout).toContain("\nduplicate-path\n    the path occurs twice in one capture\n");
  });

  test.each<[string, RegExp]>([
    ["queue-mising", /: did you mean queue-missing\?\n$/],
    ["Queue-Missing", /: did you mean queue-missing\?\n$/],
    ["max-queues", /: did you mean max-queues-invalid or multi-queue-max-queues\?\n$/],
    ["queue-07", /: did you mean queue-N\?\n$/],
    ["invalid", /: did you mean [\w-]+, [\w-]+, [\w-]+ or [\w-]+\?\n$/],
    ["nothing-like-it", /: explain without a name lists what there is\.\n$/],
    ["../../README", /: explain without a name lists what there is\.\n$/],
    [`x${ESCAPE}[2Jx`, /^xenstore-netif: "x\\u\{1b\}\[2Jx" is neither/],
  ])("says of %j, which is not known, what may have been meant", async (name, says) => {
    const { code, stdout, stderr } = await run(["explain", name]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  test.each([
    ["a pipe", {}, false],
    ["a terminal", { columns: 80 }, true],
    ["a pipe with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, true],
  ])("is coloured or not on %s", async (_, circumstances, coloured) => {
    const { stdout } = await run(["explain", "queue-missing"], circumstances);
    expect(stdout.includes(ESCAPE)).toBe(coloured);
    expect(stripVTControlCharacters(stdout)).toBe((await run(["explain", "queue-missing"])).stdout);
  });

  test.each([
    ["a narrow terminal", { columns: 50 }, 50],
    ["a wide terminal, of which it takes a part", { columns: 300 }, 100],
    ["a pipe to something that tells its width", { env: { COLUMNS: "50" } }, 50],
    ["a pipe", {}, 80],
  ])("takes the width of %s", async (_, circumstances, width) => {
    const lines = stripVTControlCharacters((await run(["explain", "handle"], circumstances)).stdout).split("\n");
    const longest = Math.max(...lines.map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(width);
    expect(longest).toBeGreaterThan(width - 8);
  });

  test("keeps the examples of the pages as they are", async () => {
    const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/rules/truncated-value.md"), "utf8");
    const examples = [...page.matchAll(/^```xenstore\n(.*?)^```$/gms)].map(([, code = ""]) => code.replace(/^(?=.)/gm, "    "));
    const { stdout } = await run(["explain", "truncated-value"], { columns: 40, env: { NO_COLOR: "1" } });
    expect(examples.filter((example) => !stdout.includes(example))).toEqual([]);
    expect(examples).not.toEqual([]);
  });
});
