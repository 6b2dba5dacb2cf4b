import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { FORMATS } from "../../server/src/cli/formats/index";
import { TemporaryFolder } from "../temporary-folder";
import { run } from "./command-line";

const ROOT = path.resolve(import.meta.dirname, "../..");
const folder = new TemporaryFolder();
const sample = (name: string): string => path.join(ROOT, "samples", name);
const ESCAPE = "\u001b";
const VIF = "/local/domain/1/device/vif/0";
const TWO_QUEUES_ASKED = `${VIF}/multi-queue-num-queues = "2"\n${VIF}/queue-0/tx-ring-ref = "8"\n${VIF}/queue-0/rx-ring-ref = "9"\n${VIF}/queue-0/event-channel = "3"\n`;
/** One error (queue-missing), one warning (duplicate-path) and one thing to know (placeholder-value). */
const FAULTY = `${TWO_QUEUES_ASKED}/tool/x = "1"\n/tool/x = "2"\n${VIF}/feature-sg = "<flag>"\n`;

/** A vif with good keys, whose backend has closed. */
const SET_BACK = `${VIF}/backend = "/local/domain/0/backend/vif/1/0"
${VIF}/state = "4"
${VIF}/request-rx-copy = "1"
${VIF}/tx-ring-ref = "8"
${VIF}/rx-ring-ref = "9"
${VIF}/event-channel = "3"
/local/domain/0/backend/vif/1/0/frontend = "${VIF}"
/local/domain/0/backend/vif/1/0/state = "6"
`;

/** What is said of a dump without faults whose vif is not connected. */
const UNCONNECTED = "nothing to report in 1 file, but not every vif is connected: the command forecast says why\n";

/** What `check -` prints of a dump. */
async function checked(stdin: string, ...options: string[]): Promise<string> {
  return (await run(["check", "-", ...options], { stdin })).stdout;
}

/** The severities and codes in what `check --format json` printed. */
function codesIn(json: string): string[] {
  const { files } = JSON.parse(json) as { files: { diagnostics: { code: string; severity: string }[] }[] };
  return files.flatMap(({ diagnostics }) => diagnostics.map(({ code, severity }) => `${severity} ${code}`));
}

describe("check prints for people", () => {
  test("each diagnostic with its line, marks under it and other places, then the vifs that netback refuses, and a summary", async () => {
    expect(await run(["check", "-"], { stdin: FAULTY })).toMatchObject({
      code: 1,
      stderr: "",
      stdout: `stdin:1:56: error: Queue 1 is requested but has no keys. netback will refuse all queues: it stops at the first that is missing. The error node will say "2 reading ${VIF}/queue-1/ring-ref". [queue-missing]
     1 | ${VIF}/multi-queue-num-queues = "2"
       |                                                        ^
  stdin:2:38: note: A queue that is there.

stdin:6:1: warning: This path is in the dump already. This value counts, since it is the last one. [duplicate-path]
     6 | /tool/x = "2"
       | ^^^^^^^
  stdin:5:1: note: The first one.

stdin:7:44: information: <flag> is a placeholder: only the guest knows the value. It is not checked until it is filled in. [placeholder-value]
     7 | ${VIF}/feature-sg = "<flag>"
       |                                            ^^^^^^

stdin: ${VIF}: netback refuses: "2 reading ${VIF}/queue-1/ring-ref"

1 error, 1 warning, 1 informational in 1 file
`,
    });
  });

  test("nothing but a summary where all is well", async () => {
    expect(await run(["check", sample("healthy.xenstore")])).toMatchObject({ code: 0, stderr: "", stdout: "nothing to report in 1 file\n" });
  });

  describe("what netback refuses, also where nothing is reported of it:", () => {
    const REFUSAL = `stdin: ${VIF}: netback refuses: "2 reading ${VIF}/queue-1/ring-ref"\n\nnothing else to report in 1 file\n`;

    test.each([
      ["the rule is off", TWO_QUEUES_ASKED, ["--rule", "queue-missing=off"]],
      ["a comment silences it in the file", `# xenstore-ignore-file queue-missing\n${TWO_QUEUES_ASKED}`, []],
      ["a comment silences it in a line", `# xenstore-ignore queue-missing\n${TWO_QUEUES_ASKED}`, []],
      ["the rule is off, and the frontend waits", `${TWO_QUEUES_ASKED}${VIF}/state = "4"\n${VIF}/request-rx-copy = "1"\n${VIF}/backend = "/local/domain/0/backend/vif/1/0"\n/local/domain/0/backend/vif/1/0/state = "2"\n`, ["--rule", "queue-missing=off"]],
    ])("%s", async (_what, stdin, options) => {
      expect(await run(["check", "-", ...options], { stdin })).toMatchObject({ code: 0, stderr: "", stdout: REFUSAL });
    });
  });

  test.each([
    ["the vif that waits, where something else is wrong", `${VIF}/state = "1"\n/tool/x = "1"\n/tool/x = "2"\n`, `\nstdin: ${VIF}: netback waits for the frontend\n\n1 warning in 1 file\n`],
    ["the vif that does not connect however good its keys, where something else is wrong", `${SET_BACK}/tool/x = "1"\n/tool/x = "2"\n`, `\nstdin: ${VIF}: netback does not connect\n\n1 warning in 1 file\n`],
    ["only that there is one where nothing else is", SET_BACK, UNCONNECTED],
    ["only that there is one where what is wrong is silenced", `# xenstore-ignore-file duplicate-path\n${VIF}/state = "1"\n/tool/x = "1"\n/tool/x = "2"\n`, UNCONNECTED],
    ["only that there is one where nothing is", `${VIF}/state = "1"\n`, UNCONNECTED],
  ])("%s", async (_what, stdin, end) => {
    const stdout = await checked(stdin);
    expect(stdout.slice(-end.length)).toBe(end);
    expect(stdout.match(/netback (?:waits|does)/g)?.length).toBe(end.match(/netback (?:waits|does)/g)?.length);
  });

  test("in how many of several files there is one", async () => {
    const lines = ["1", "4", "7", "5", "<state>"].map((state) => `${VIF}/state = "${state}"\n`);
    for (const [at, line] of [...lines, '/tool/x = "1"\n'].entries()) folder.put(`${at}.xenstore`, line);
    const { stdout } = await run(["check", folder.path, "--level", "warning"]);
    expect(stdout).toBe("nothing to report in 6 files, but not every vif is connected in 2 of them: the command forecast says why\n");
    expect(await checked(`${VIF}/state = "1"\n/tool/x = "1"\n/tool/x = "2"\n`, "--level", "error")).toBe(UNCONNECTED);
  });

  test("a summary of several files", async () => {
    const { code, stdout } = await run(["check", sample("queue-missing.xenstore"), sample("several-faults.tree.xenstore"), sample("healthy.xenstore")]);
    expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([1, "4 errors, 1 warning in 2 of 3 files"]);
  });

  test.each([
    ["a short line as it is", "what is this", 120, "what is this", "^^^^^^^^^^^^"],
    ["a tab as one blank", "\twhat\tis", 120, " what is", " ^^^^^^^"],
    ["wide letters over two marks each", "日本 x", 120, "日本 x", "^^^^^^"],
    ["letters of several units as one", "e\u0301e\u0301 👩‍👩‍👧 x", 120, `e\u0301e\u0301 👩\\u{200d}👩\\u{200d}👧 x`, "^".repeat(3 + 22 + 2)],
    ["a long line in a terminal that is too narrow to show any", "x y".repeat(20), 10, `${"x y".repeat(10)}…`, "^".repeat(31)],
    ["a long line cut at the width of the terminal", "x".repeat(3) + " y".repeat(500), 60, `xxx${" y".repeat(23)} …`, "^".repeat(51)],
  ])("%s", async (_what, line, columns, shown, marks) => {
    const { stdout } = await run(["check", "-", "--color", "never"], { stdin: line, columns });
    const [, source = "", under = ""] = stdout.split("\n");
    expect([source, under]).toEqual([`     1 | ${shown}`, `       | ${marks}`]);
    expect(stdout).toContain("[malformed-line]");
  });

  test("the first line of what stands in several, to its end", async () => {
    const stdout = await checked(`> ${VIF}/multi-queue-num-queues = "two and\n> more"\n`);
    expect(stdout).toContain(`\n     1 | > ${VIF}/multi-queue-num-queues = "two and\n       | ${" ".repeat(57)}${"^".repeat(7)}\n`);
  });

  test("thousands in groups", async () => {
    expect(await checked("what is this\n".repeat(1000))).toMatch(/\n1,000 errors in 1 file\n$/);
  });

  test("what stands around a mark that is far to the right", async () => {
    const { stdout } = await run(["check", "-", "--color", "never"], { stdin: `${VIF}/state = "4"\n${VIF}/multi-queue-num-queues = "many"\n`, columns: 50 });
    expect(stdout).toContain('     2 | …ce/vif/0/multi-queue-num-queues = "many"\n       |                                     ^^^^\n');
  });

  test.each([1000, 1_000_000])("a line of %i characters in no more than its columns", async (length) => {
    const { stdout } = await run(["check", "-", "--color", "never"], { stdin: `${VIF}/state = "4"\n${VIF}/multi-queue-num-queues = "${"日".repeat(length)}"\n`, columns: 60 });
    expect(stdout).toContain(`     2 | …lti-queue-num-queues = "${"日".repeat(12)}…\n       |                          ${"^".repeat(25)}\n`);
  });

  test.each([
    ["a terminal", { columns: 80 }, [], true],
    ["a pipe", {}, [], false],
    ["a terminal with NO_COLOR", { columns: 80, env: { NO_COLOR: "1" } }, [], false],
    ["a terminal with an empty NO_COLOR", { columns: 80, env: { NO_COLOR: "" } }, [], true],
    ["a terminal without abilities", { columns: 80, env: { TERM: "dumb" } }, [], false],
    ["a pipe with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, [], true],
    ["a terminal with FORCE_COLOR=0", { columns: 80, env: { FORCE_COLOR: "0" } }, [], false],
    ["a terminal with FORCE_COLOR=false", { columns: 80, env: { FORCE_COLOR: "false" } }, [], false],
    ["a pipe with --color always", {}, ["--color", "always"], true],
    ["NO_COLOR and --color always", { env: { NO_COLOR: "1" } }, ["--color", "always"], true],
    ["a terminal with --color never", { columns: 80 }, ["--color", "never"], false],
    ["a terminal with --no-color", { columns: 80 }, ["--no-color"], false],
  ])("in colours or not: %s", async (_what, circumstances, options, coloured) => {
    const { stdout } = await run(["check", "-", ...options], { stdin: FAULTY, ...circumstances });
    expect(stdout.includes(ESCAPE)).toBe(coloured);
    expect(stripVTControlCharacters(stdout)).toContain("1 error, 1 warning");
  });
});

describe("what is hostile in a dump never reaches a terminal as it is", () => {
  const HOSTILE = `${VIF}/multi-queue-num-queues = "${ESCAPE}[31m\u009b2J\u202e\u0007\u0000x"\n${ESCAPE}]0;title\u0007 \u2066no line\n`;
  /** Control characters except the line end, bidirectional marks, invisible characters. */
  const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

  test.each(["text", "json", "sarif", "github"])("in %s", async (format) => {
    const { stdout, stderr } = await run(["check", "-", "--format", format, "--stdin-name", `a${ESCAPE}[2J\u202e`], { stdin: Buffer.from(HOSTILE.replace("\u0000", "")) });
    expect(stdout).toContain("malformed-line");
    expect(stdout).not.toMatch(RAW);
    expect(stderr).not.toMatch(RAW);
  });

  test("in what is said of a path", async () => {
    const { stderr } = await run(["check", `no${ESCAPE}[2J\nsuch\u202e`]);
    expect(stderr).toBe("xenstore-netif: no\\u{1b}[2J\\u{a}such\\u{202e} cannot be read: there is no such file; check the path.\n");
  });
});

describe("check is told", () => {
  const ALL = ["error queue-missing", "warning duplicate-path", "information placeholder-value"];

  test.each([
    ["to show all", [], ALL],
    ["the mildest level to show", ["--level", "warning"], ALL.slice(0, 2)],
    ["to show errors only", ["--level", "error"], ALL.slice(0, 1)],
    ["another level for a rule", ["--rule", "queue-missing=hint"], ["hint queue-missing", ...ALL.slice(1)]],
    ["to leave rules out", ["--rule", "queue-missing=off", "--rule", "duplicate-path=off"], ALL.slice(2)],
  ])("%s", async (_what, options, expected) => {
    expect(codesIn(await checked(FAULTY, "--format", "json", ...options))).toEqual(expected);
  });

  test("where a dump was taken", async () => {
    const leaves = 'multi-queue-num-queues = "2"\ntx-ring-ref = "1"\n';
    expect(await checked(leaves, "--format", "json", "--root", VIF)).toContain(`"frontend":"${VIF}"`);
  });

  test("which netback is meant", async () => {
    const none = `${VIF}/state = "4"\n${VIF}/multi-queue-num-queues = "0"\n`;
    expect(await checked(none, "--format", "json")).toContain("22 guest requested 0 queues");
    expect(await checked(none, "--format", "json", "--kernel", "4.10")).toContain("12 allocating queues");
  });
});

describe("check ends with", () => {
  const WARNING = '/tool = ""\n/tool/x = "1"\n/tool/x = "2"\n';
  test.each([
    [0, "for a sound dump", '/tool/x = "1"\n', []],
    [0, "for nothing at all", "", []],
    [1, "for an error", FAULTY, []],
    [0, "for a warning", WARNING, []],
    [1, "for a warning, where asked", WARNING, ["--fail-on", "warning"]],
    [0, "for an error, where asked", FAULTY, ["--fail-on", "never"]],
    [1, "for what is not shown", FAULTY, ["--level", "error", "--rule", "queue-missing=warning", "--fail-on", "warning"]],
    [0, "for an error that was silenced", FAULTY, ["--rule", "queue-missing=off"]],
  ])("%i %s", async (code, _what, stdin, options) => {
    const ended = await run(["check", "-", ...options], { stdin });
    expect(ended.code, ended.stderr).toBe(code);
  });

  test("1 for what is not shown, and a line that says so", async () => {
    const hidden = ["check", "-", "--level", "error"];
    expect((await run([...hidden, "--fail-on", "warning"], { stdin: WARNING })).stdout).toBe("nothing to report in 1 file; what --level hides is at or above --fail-on\n");
    expect((await run(hidden, { stdin: WARNING })).stdout).toBe("nothing to report in 1 file\n");
  });

  test("2 where a file cannot be read; the others are checked all the same", async () => {
    const { code, stdout, stderr } = await run(["check", sample("queue-missing.xenstore"), "no-such-file", sample("several-faults.tree.xenstore")]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "xenstore-netif: no-such-file cannot be read: there is no such file; check the path.\n" });
    expect(stdout).toContain("4 errors, 1 warning in 2 files; 1 failure, see stderr\n");
  });

  test.each([
    [["check"], "missing required argument 'path'. --help lists what can be given."],
    [["check", "-", "-"], "standard input can be read once: give - once."],
    [["check", "x", "--formt", "json"], "unknown option '--formt' (Did you mean --format?) --help lists what can be given."],
    [["check", "x", "--format", "xml"], `option '--format <format>' argument 'xml' is invalid. Allowed choices are ${FORMATS.join(", ")}. --help lists what can be given.`],
    [["check", "x", "--rule", "quee-missing=off"], "option '--rule <code=level>' argument 'quee-missing=off' is invalid. No rule has that code: did you mean queue-missing? --help lists what can be given."],
    [["check", "x", "--rule", "queue-missing"], "option '--rule <code=level>' argument 'queue-missing' is invalid. Say the level too: queue-missing=off, or error, warning, information, hint. --help lists what can be given."],
    [["check", "x", "--rule", "queue-missing=warn"], "option '--rule <code=level>' argument 'queue-missing=warn' is invalid. No level is called so: did you mean warning? --help lists what can be given."],
    [["check", "x", "--rule", "queue-missing=off=on"], "option '--rule <code=level>' argument 'queue-missing=off=on' is invalid. No level is called so: give error, warning, information, hint, off. --help lists what can be given."],
    [["check", "x", "--rule", "__proto__=off"], "option '--rule <code=level>' argument '__proto__=off' is invalid. No rule has that code: explain lists all of them. --help lists what can be given."],
    [["help", "chek"], "unknown command 'chek' (Did you mean check?) --help lists what can be given."],
    [["help", "nothing-alike"], "unknown command 'nothing-alike'. --help lists what can be given."],
    [["chek", "x"], "unknown command 'chek' (Did you mean check?) --help lists what can be given."],
  ])("2 for wrong usage, which is told in a line: %j", async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 2, stdout: "", stderr: `xenstore-netif: ${message}\n` });
  });
});

test.each([["check", "--help"], ["help", "check"], ["help", "check", "--help"]])("%s %s tells how check ends, and gives examples", async (...args) => {
  const { code, stdout } = await run(args);
  expect(code).toBe(0);
  expect(stdout).toContain("xenstore-ls -fp | xenstore-netif check -");
  expect(stdout).toContain("Exits with 0 if nothing is at or above --fail-on");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("help --help is about the whole program", async () => {
  const { code, stdout } = await run(["help", "--help"]);
  expect({ code, usage: stdout.split("\n", 1) }).toEqual({ code: 0, usage: ["Usage: xenstore-netif [options] [command]"] });
});
