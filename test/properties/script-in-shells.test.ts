import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { anyValueBytes, HOSTILE_VALUES, sanitised, unsanitised } from "../features/hostile-values";
import { HARMLESS, openAt, scriptOf } from "../scripted";
import { TemporaryFolder } from "../temporary-folder";
import { propertyRuns } from "./runs";

/** How a stub of a tool was called. */
interface Call {
  readonly tool: string;
  readonly args: readonly string[];
}

/** The nodes that calls write, their values un-escaped. Each begins with `--`. */
function writtenBy(calls: readonly Call[]): [string, string][] {
  const writes = calls.filter(({ tool }) => tool === "xenstore-write");
  expect(writes.filter(({ args }) => args[0] !== "--" || args.length % 2 === 0)).toEqual([]);
  return writes.flatMap(({ args: [, ...args] }) => args.flatMap((word, at): [string, string][] => (at % 2 === 0 ? [[word, unsanitised(args[at + 1] ?? "")]] : [])));
}

/** Those shells that may run a script and are installed here. */
const SHELLS = [["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"], ["ksh"], ["zsh"]].filter(
  ([shell = "", ...rest]) => spawnSync(shell, [...rest, "-c", "exit 7"]).status === 7,
);

describe.skipIf(process.platform === "win32")("a script in a real shell", { timeout: 30_000 }, () => {
  const folder = new TemporaryFolder();
  let tools: string;

  beforeAll(() => {
    tools = path.join(folder.path, "tools");
    // Tools that only note how they were called: their name, the number of arguments, and each of them, ended by a NUL.
    for (const tool of ["xenstore-write", "xenstore-chmod"]) {
      chmodSync(folder.put(`tools/${tool}`, `#!/bin/sh\nprintf '%s\\0' ${tool} "$#" "$@" >>"$RECORD"\n`), 0o755);
    }
  });

  /** Runs a script, and returns its calls with their arguments. Nothing but the record may be there afterwards. */
  const run = (shell: readonly string[], script: string): Call[] => {
    const place = mkdtempSync(path.join(folder.path, "run-"));
    const record = path.join(place, "record");
    const file = folder.put("script.sh", script);
    const [program = "", ...rest] = shell;
    const { status, stdout, stderr } = spawnSync(program, [...rest, file], {
      cwd: place,
      env: { PATH: `${tools}:${process.env["PATH"]}`, RECORD: record, HOME: place },
      encoding: "utf8",
    });
    expect([status, stdout, stderr, readdirSync(place)]).toEqual([0, "", "", ["record"]]);
    const words = readFileSync(record, "utf8").split("\0");
    const calls: Call[] = [];
    for (let at = 0; at < words.length - 1; ) {
      const count = Number(words[at + 1]);
      calls.push({ tool: words[at] ?? "", args: words.slice(at + 2, at + 2 + count) });
      at += 2 + count;
    }
    return calls;
  };

  test.each(SHELLS.map((shell) => [shell.join(" "), shell] as const))("%s gives the tools exactly the values, whatever they are", (_name, shell) => {
    const nodes = HOSTILE_VALUES.map((value, at): [string, string] => [`/hostile/${at}`, value]);
    const dump = nodes.map(([at, value]) => `${at} = "${sanitised(value)}"   (n1,r2)\n`).join("");
    const calls = run(shell, scriptOf(dump, { name: "$(touch pwned)`touch pwned`\n touch pwned" }));
    expect(writtenBy(calls)).toEqual(nodes);
    expect(calls.filter(({ tool }) => tool === "xenstore-chmod").map(({ args }) => args)).toEqual(nodes.map(([at]) => ["--", at, "n1", "r2"]));
  });

  test("whatever the values are, they come to the tools", () => {
    fc.assert(
      fc.property(fc.array(anyValueBytes, { minLength: 1, maxLength: 90 }), (values) => {
        const nodes = values.map((value, at): [string, string] => [`/-${at}/@x`, value]);
        const script = scriptOf(nodes.map(([at, value]) => `${at} = "${sanitised(value)}"\n`).join(""));
        expect(script).toMatch(HARMLESS);
        expect(writtenBy(run(["sh"], script))).toEqual(nodes);
      }),
      propertyRuns(15),
    );
  });

  test("whatever a text is, its script runs nothing but the tools", () => {
    const anyPath = fc.array(fc.oneof(fc.constantFrom("a", "b", "$(touch pwned)", "';touch pwned;'", "`touch pwned`", "-R", "~", "*", "\n"), fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 3 });
    const anyLine = fc.oneof(
      fc.tuple(anyPath, fc.oneof(anyValueBytes, fc.string({ unit: "binary" }))).map(([names, value]) => `/${names.join("/")} = "${value}"   (n0)`),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), fc.string({ unit: "binary" }), (lines, name) => {
        const script = scriptOf(openAt("/x", ['/sure = "1"', ...lines].join("\n")), { name });
        expect(script).toMatch(HARMLESS);
        expect(writtenBy(run(["sh"], script)).map(([at]) => at)).toContain("/sure");
      }),
      propertyRuns(20),
    );
  });

  test("is one call for many nodes, and none is longer than a system takes", () => {
    const small = Array.from({ length: 100 }, (_, at) => `/s/${at} = "${at}"\n`).join("");
    const large = Array.from({ length: 100 }, (_, at) => `/l/${at} = "${"\\x80".repeat(4000)}"\n`).join("");
    const calls = run(["sh"], scriptOf(small + large));
    expect(calls.slice(0, 2).map(({ args }) => args.length)).toEqual([81, 81]);
    expect(writtenBy(calls)).toHaveLength(200);
    expect(Math.max(...calls.map(({ args }) => args.join(" ").length))).toBeLessThan(80_000);
  });

  test("fails where the tools are not there, and says so", () => {
    const shell = spawnSync("sh", ["-c", "command -v sh"], { encoding: "utf8" }).stdout.trim();
    const bare = path.join(folder.path, "bare");
    mkdirSync(bare);
    symlinkSync(path.join(tools, "xenstore-write"), path.join(bare, "xenstore-write"));
    const { status, stderr } = spawnSync(shell, ["-s"], { input: scriptOf('/a = "1"   (n0)\n'), env: { PATH: bare }, encoding: "utf8" });
    expect([status, stderr]).toEqual([127, "xenstore-chmod is not there: install the XenStore tools (xenstore-utils or xen-tools) first.\n"]);
  });
});
