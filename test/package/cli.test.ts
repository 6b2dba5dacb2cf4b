import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { TemporaryFolder } from "../temporary-folder";

const CLI = path.join(repository, "dist/cli.js");
const FAULTY = path.join(repository, "samples/queue-missing.xenstore");
const BIG = readFileSync(path.join(repository, "test/fixtures/dumps/g10.flat.xenstore"));

const folder = new TemporaryFolder();

/** Runs the command line in the folder. */
function cli(args: readonly string[], input = "", env: Readonly<Record<string, string>> = {}): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, ...args], { cwd: folder.path, input, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...env } });
}

/** What a run of `check --format json` printed. */
function filesIn(stdout: string): { path: string; diagnostics: { code: string }[] }[] {
  return (JSON.parse(stdout) as { files: { path: string; diagnostics: { code: string }[] }[] }).files;
}

/** The files and lines that a result names, in its order. SARIF lists all files once more at its end, which does not count. */
function placesIn(stdout: string): string[] {
  return stdout.replace(/"artifacts":.*/s, "").match(/many.\d+\.xenstore(?::\d+:\d+)?/g) ?? [];
}

/** Runs the command line in the folder through a shell script that says where the outputs go; "$@" in it is the command. */
function cliIn(shell: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("sh", ["-c", shell, "sh", process.execPath, CLI, ...args], { cwd: folder.path, encoding: "utf8" });
}

test("it reads standard input and ends with the code of what was found", () => {
  expect(cli(["check", "-"], readFileSync(FAULTY, "utf8"))).toMatchObject({ status: 1, stderr: "" });
  expect(cli(["check", "-"], "")).toMatchObject({ status: 0, stderr: "", stdout: "nothing to report in 1 file\n" });
  expect(cli(["check", "--nothing-like-it"]).status).toBe(2);
});

test("it does not take a directory at standard input for an empty dump", () => {
  expect(cliIn('"$@" < .', ["check", "-"])).toMatchObject({ status: 2, stderr: "xenstore-netif: standard input cannot be read: it is a directory; name a file.\n" });
});

test("its SARIF has the pages of the rules as help", () => {
  const log = JSON.parse(cli(["check", "--format", "sarif", "-"]).stdout) as { runs: { tool: { driver: { rules: { help?: { markdown: string } }[] } } }[] };
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.filter(({ help }) => !help?.markdown.startsWith("# `"))).toEqual([]);
});

describe.skipIf(process.platform !== "linux")("an output that cannot be written ends it with 2", () => {
  const FULL = "xenstore-netif: standard output cannot be written (ENOSPC: no space left on device, write): make room for it, or send it to another place.\n";

  test.each([
    [["check", FAULTY]],
    [["check", "--format", "json", FAULTY]],
    [["forecast", FAULTY]],
    [["convert", "--to", "flat", FAULTY]],
    [["script", FAULTY]],
    [["explain"]],
    [["explain", "queue-missing"]],
    [["--help"]],
  ])("and a line that says so: %j", (args) => {
    expect(cliIn('"$@" > /dev/full', args)).toMatchObject({ status: 2, stderr: FULL });
  });

  test.each(["--stdout", "--diff"])("and a line that says so, beside what is said of the dump: fix %s", (option) => {
    const { status, stderr } = cliIn('"$@" > /dev/full', ["fix", option, FAULTY]);
    expect({ status, told: stderr.includes(FULL), lines: stderr.trimEnd().split("\n").length }).toEqual({ status: 2, told: true, lines: 2 });
  });

  test.each(["2> /dev/full", "> /dev/full 2> /dev/full"])("quietly where it is that for errors: %s", (where) => {
    expect(cliIn(`"$@" ${where}`, ["check", "no-such-file"])).toMatchObject({ status: 2, stdout: "", stderr: "" });
  });

  test("also where a part of the result could still be written", () => {
    folder.put("big.xenstore", BIG);
    const { status, stderr } = cliIn('ulimit -f 16; "$@" > part.xenstore', ["convert", "--to", "flat", "big.xenstore"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: FULL.replace("ENOSPC: no space left on device", "EFBIG: file too large") });
    expect(statSync(path.join(folder.path, "part.xenstore")).size).toBeLessThan(BIG.length);
  });

  test("and leaves a file that fix cannot write in full as it was", () => {
    const faulty = Buffer.concat([BIG, Buffer.from('/tool/x = "1\n')]);
    folder.put("fixed/big.xenstore", faulty);
    expect(cliIn('ulimit -f 16; "$@"', ["fix", "fixed/big.xenstore"])).toMatchObject({
      status: 2,
      stderr: "xenstore-netif: fixed/big.xenstore was not fixed: it cannot be written (EFBIG); take the fixed text with --stdout.\n",
    });
    expect(readdirSync(path.join(folder.path, "fixed"))).toEqual(["big.xenstore"]);
    expect(readFileSync(path.join(folder.path, "fixed/big.xenstore")).equals(faulty)).toBe(true);
  });

  test("but not where all of it could: a file that is added to holds it behind what it held", () => {
    folder.put("log", "before\n");
    expect(cliIn('"$@" >> log 2>&1', ["convert", "--to", "flat", path.join(repository, "test/fixtures/dumps/g10.flat.xenstore")]).status).toBe(0);
    expect(readFileSync(path.join(folder.path, "log"), "utf8")).toBe(`before\n${BIG.toString()}`);
  });
});

describe("many files share the cores", { timeout: 60_000 }, () => {
  /** 18 MB: from 16 MB on, `check` uses threads. */
  const NAMES = Array.from({ length: 18 }, (_, number) => `many/${10 + number}.xenstore`);
  beforeAll(() => {
    const padding = "# a comment\n".repeat(90_000);
    for (const name of NAMES) folder.put(name, readFileSync(FAULTY, "utf8") + padding);
    folder.put("huge.xenstore", Buffer.concat(Array.from({ length: 200 }, () => BIG)));
  });

  test.each(["text", "json", "sarif", "github"])("and give, in order, what each gives alone: %s", (format) => {
    const together = cli(["check", "--format", format, "many"]);
    const apart = [NAMES.slice(0, 9), NAMES.slice(9)].map((half) => cli(["check", "--format", format, ...half]).stdout);
    expect(placesIn(together.stdout)).toEqual(apart.flatMap(placesIn));
    expect(new Set(placesIn(together.stdout).map((place) => place.replace(/:.*/, "")))).toEqual(new Set(NAMES));
    expect({ status: together.status, stderr: together.stderr }).toEqual({ status: 1, stderr: "" });
  });

  test("and one that cannot be read does not stop the others", () => {
    const { status, stdout, stderr } = cli(["check", "--format", "json", "no-such-file", "many"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "xenstore-netif: no-such-file cannot be read: there is no such file; check the path.\n" });
    expect(filesIn(stdout).map((file) => file.path)).toEqual(NAMES);
  });

  test("and one that takes all the memory of its thread does not stop the others", () => {
    const { status, stdout, stderr } = cli(["check", "--format", "json", "huge.xenstore", "many/10.xenstore", "many/11.xenstore"], "", { NODE_OPTIONS: "--max-old-space-size=64" });
    expect(stderr).toMatch(/^xenstore-netif: huge\.xenstore could not be checked \(.+\): try it alone, or cut the capture into several files\.\n$/);
    expect({ status, paths: filesIn(stdout).map((file) => file.path) }).toEqual({ status: 2, paths: ["many/10.xenstore", "many/11.xenstore"] });
  });

  test("nor those that a thread was given together with it", () => {
    const small = Array.from({ length: 400 }, (_, number) => `small-${number}.xenstore`);
    for (const name of small) folder.put(name, readFileSync(FAULTY));
    const { status, stdout, stderr } = cli(["check", "--format", "json", ...small.slice(0, 3), "huge.xenstore", ...small.slice(3)], "", { NODE_OPTIONS: "--max-old-space-size=64" });
    expect(stderr).toMatch(/^xenstore-netif: huge\.xenstore could not be checked \(.+\): try it alone, or cut the capture into several files\.\n$/);
    expect({ status, paths: filesIn(stdout).map((file) => file.path) }).toEqual({ status: 2, paths: small });
  });

  test("and end quietly when nobody reads on", async () => {
    const child = spawn(process.execPath, [CLI, "check", "--format", "json", "many"], { cwd: folder.path, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, stderr }).toEqual({ code: 141, stderr: "" });
  });

  test.skipIf(process.platform === "win32")("and end at once when they are interrupted", async () => {
    const child = spawn(process.execPath, [CLI, "check", "--format", "json", "many"], { cwd: folder.path, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
    expect(signal).toBe("SIGINT");
  });
});
