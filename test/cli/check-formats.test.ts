import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Log, Run } from "sarif";
import { describe, expect, test } from "vitest";
import { RULES } from "../../server/src/rules/index";
import { run } from "./command-line";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string): object => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as object;
const VIF = "/local/domain/1/device/vif/0";
const FAULTY = `${VIF}/state = "4"\n${VIF}/multi-queue-num-queues = "many"\n/tool/x = "1"\n/tool/x = "<flag>"\n`;

/** Dumps of all kinds: those of the real tools, one for each rule, the samples. */
const FOLDERS = ["test/fixtures/dumps", "test/fixtures/rules", "samples"];
const DUMPS = FOLDERS.flatMap((folder) => readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith(".xenstore")).map((name) => path.join(ROOT, folder, name)));

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);

describe("json", () => {
  const validate = ajv.compile(read("docs/check.schema.json"));

  test("is what the published schema says, for dumps of all kinds", async () => {
    const { stdout } = await run(["check", "--format", "json", ...DUMPS]);
    const result = JSON.parse(stdout) as { files: { path: string; diagnostics: { code: string }[] }[] };
    validate(result);
    expect(validate.errors).toBeNull();
    expect(result.files.map((file) => file.path)).toEqual(DUMPS);
    const codes = new Set(result.files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
    expect(RULES.map(({ code }) => code).filter((code) => !codes.has(code)), `reported in no dump of ${FOLDERS.join(", ")}`).toEqual([]);
  });

  test("has one object for a dump", async () => {
    const stdin = `${VIF}/state = "4"\n${VIF}/request-rx-copy = "1"\n${VIF}/multi-queue-num-queues = "2"\n${VIF}/queue-0/tx-ring-ref = "8"\n${VIF}/queue-0/rx-ring-ref = "9"\n${VIF}/queue-0/event-channel = "3"\n`;
    const { stdout } = await run(["check", "-", "--format", "json", "--stdin-name", "guest 1"], { stdin });
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          path: "guest 1",
          diagnostics: [
            {
              code: "queue-missing",
              severity: "error",
              message: `Queue 1 is requested but has no keys. netback will refuse all queues: it stops at the first that is missing. The error node will say "2 reading ${VIF}/queue-1/ring-ref".`,
              range: { start: { line: 2, character: 55 }, end: { line: 2, character: 56 } },
              related: [{ message: "A queue that is there.", range: { start: { line: 3, character: 37 }, end: { line: 3, character: 48 } } }],
            },
          ],
          vifs: [{ frontend: VIF, backend: null, state: 4, requestedQueues: 2, forecast: { outcome: "refuses", queues: 0, error: `2 reading ${VIF}/queue-1/ring-ref` } }],
        },
      ],
    });
  });

  test("is whole where nothing could be read", async () => {
    const { code, stdout } = await run(["check", "no-such-file", "--format", "json"]);
    expect({ code, result: JSON.parse(stdout) as unknown }).toEqual({ code: 2, result: { files: [] } });
  });
});

describe("sarif", () => {
  const validate = ajv.compile(read("test/fixtures/sarif/sarif-2.1.0.json"));

  /** The one run of a log that is valid. */
  async function runOf(args: readonly string[], stdin?: string): Promise<Run> {
    const { stdout } = await run(["check", "--format", "sarif", ...args], stdin === undefined ? {} : { stdin });
    const log = JSON.parse(stdout) as Log;
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs).toHaveLength(1);
    const [only] = log.runs;
    if (only === undefined) throw new Error("there is no run");
    return only;
  }

  test("is what the standard says, for dumps of all kinds", async () => {
    const { results = [], artifacts = [], tool } = await runOf(DUMPS);
    expect(artifacts.map(({ location }) => location?.uri)).toEqual(DUMPS.map((file) => path.relative(process.cwd(), file).replaceAll(path.sep, "/")));
    expect(results.filter(({ ruleId, ruleIndex }) => tool.driver.rules?.[ruleIndex ?? -1]?.id !== ruleId)).toEqual([]);
    expect(new Set(results.map(({ ruleId }) => ruleId)).size, `rules reported in ${FOLDERS.join(", ")}`).toBe(RULES.length);
  });

  test("lists each rule with its page", async () => {
    const { tool } = await runOf(["-"], "");
    expect(tool.driver).toMatchObject({ name: "xenstore-netif", version: "1.2.3" });
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual([...RULES.map(({ code }) => code), "unused-suppression"]);
    const rule = tool.driver.rules?.find(({ id }) => id === "queue-missing");
    expect(rule).toMatchObject({ shortDescription: { text: "A requested queue has no `queue-N` subtree." }, defaultConfiguration: { level: "error" } });
    expect(rule?.fullDescription?.text).toMatch(/^The frontend asked for two or more queues[\s\S]+do not count\.$/);
    expect(rule?.help?.markdown).toMatch(/^# `queue-missing`[\s\S]+S9: the keys of each queue[\s\S]+## How to fix it/);
    expect(rule?.help?.text).toBe(rule?.help?.markdown);
  });

  test("has a page for the hint on a comment, too", async () => {
    const { results = [], tool } = await runOf(["-"], '# xenstore-ignore-file mac-invalid\n/a = "1"\n');
    expect(results.map(({ ruleIndex = -1, level }) => ({ rule: tool.driver.rules?.[ruleIndex], level }))).toMatchObject([
      { rule: { id: "unused-suppression", help: { text: expect.stringContaining("## How to fix it") as unknown }, defaultConfiguration: { level: "note" } }, level: "note" },
    ]);
  });

  test("puts results at their places, counted from 1", async () => {
    const { results, columnKind, invocations } = await runOf(["-", "--stdin-name", "of guest 1.xenstore"], FAULTY);
    const artifactLocation = { uri: "of%20guest%201.xenstore", uriBaseId: "%SRCROOT%" };
    expect(columnKind).toBe("utf16CodeUnits");
    expect(results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["num-queues-invalid", "error"],
      ["request-rx-copy-missing", "warning"],
      ["duplicate-path", "warning"],
    ]);
    expect(results?.[2]).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation, region: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 8 } } }],
      relatedLocations: [{ id: 0, message: { text: "The first one." }, physicalLocation: { artifactLocation, region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 8 } } }],
    });
    expect(invocations).toEqual([{ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] }]);
  });

  test("quotes what would be a link in a message as text", async () => {
    const link = "[here](https://guest.invalid/)";
    const { results = [], invocations = [] } = await runOf(["-", link], `${VIF}/state = "${link}"\n`);
    const failures = invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications);
    const quoted = [...results, ...failures].map(({ message }) => /\[here.*?\/\)/.exec(message.text ?? "")?.[0]);
    expect(quoted).toEqual(["[here] (https://guest.invalid/)", "[here] (https://guest.invalid/)"]);
  });

  test("takes what is only to be known for a note", async () => {
    const { results } = await runOf(["-"], `${VIF}/feature-sg = "<flag>"\n`);
    expect(results?.map(({ ruleId, level }) => [ruleId, level])).toEqual([["placeholder-value", "note"]]);
  });

  test.each([
    ["a:b?#%ü.xenstore", { uri: "a%3Ab%3F%23%25%C3%BC.xenstore", uriBaseId: "%SRCROOT%" }],
    ["./in/../x.xenstore", { uri: "x.xenstore", uriBaseId: "%SRCROOT%" }],
    [path.resolve("dumps/x.xenstore"), { uri: "dumps/x.xenstore", uriBaseId: "%SRCROOT%" }],
    ["../x.xenstore", { uri: pathToFileURL(path.resolve("../x.xenstore")).href }],
  ])("names %s by its address", async (name, location) => {
    const { artifacts, originalUriBaseIds } = await runOf(["-", "--stdin-name", name], "");
    expect(artifacts).toEqual([{ location, sourceLanguage: "xenstore" }]);
    expect(originalUriBaseIds).toEqual({ "%SRCROOT%": { uri: `${pathToFileURL(process.cwd()).href}/` } });
  });

  test("tells of what could not be read", async () => {
    const { invocations, artifacts } = await runOf(["no-such-file"]);
    expect(artifacts).toEqual([]);
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        exitCode: 2,
        toolExecutionNotifications: [{ level: "error", message: { text: "no-such-file cannot be read: there is no such file; check the path." } }],
      },
    ]);
  });
});

describe("github", () => {
  test("has a command for each diagnostic, and a summary", async () => {
    const stdin = `${FAULTY}${VIF}/feature-sg = "<flag>"\n`;
    const { stdout } = await run(["check", "-", "--format", "github"], { stdin });
    expect(stdout.split("\n").map((line) => line.replace(/(::.+?::.{0,30}).*/, "$1"))).toEqual([
      '::error file=stdin,line=2,col=56,endColumn=59,title=num-queues-invalid::"many" is not a number of queu',
      "::warning file=stdin,line=2,col=56,endColumn=59,title=request-rx-copy-missing::The frontend is connected and ",
      "::warning file=stdin,line=4,col=1,endColumn=7,title=duplicate-path::This path is in the dump alrea",
      "::notice file=stdin,line=5,col=44,endColumn=49,title=placeholder-value::<flag> is a placeholder: only ",
      "1 error, 2 warnings, 1 informational in 1 file",
      "",
    ]);
    expect(stdout).toContain(" counts, since it is the last one.%0Aline 3: The first one.\n");
  });

  test("takes a hint for a notice", async () => {
    const { stdout } = await run(["check", "-", "--format", "github"], { stdin: '# xenstore-ignore-file mac-invalid\n/a = "1"\n' });
    expect(stdout).toMatch(/^::notice file=stdin,line=1,.*title=unused-suppression::/);
  });

  test("gives the lines of what stands in several, and no columns", async () => {
    const { stdout } = await run(["check", "-", "--format", "github"], { stdin: `> ${VIF}/multi-queue-num-queues = "two and\n> more"\n` });
    expect(stdout).toMatch(/^::error file=stdin,line=1,endLine=2,title=num-queues-invalid::"two and more" is not a number/);
  });

  test("cannot be made to give other commands by a name or a value", async () => {
    const stdin = `${VIF}/state = "4"\n${VIF}/multi-queue-num-queues = "%0A::error::\u2028::debug::x"\n`;
    const { stdout } = await run(["check", "-", "--format", "github", "--stdin-name", "a,line=9:b%0A\r\n::error::x"], { stdin });
    const commands = stdout.trimEnd().split("\n").slice(0, -1);
    expect(commands.length).toBe(2);
    for (const command of commands) expect(command).toMatch(/^::(?:error|warning) file=a%2Cline=9%3Ab%250A%0D%0A%3A%3Aerror%3A%3Ax,line=\d/);
    expect(stdout).toContain('::"%250A::error::\\u{2028}::debug::x" is not a number');
    expect(stdout).not.toMatch(/[\r\u2028]/);
  });

  test("cannot be made to give the older commands either, which may stand within a line", async () => {
    const { stderr } = await run(["check", "--format", "github", "##[stop-commands]x.xenstore"]);
    expect(stderr).toBe("xenstore-netif: ## [stop-commands]x.xenstore cannot be read: there is no such file; check the path.\n");
  });
});
