import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Text } from "../../server/src/dump/text";
import { Model } from "../../server/src/netif/model";
import { RULES } from "../../server/src/rules/index";
import { AnalysedDump } from "../../server/src/features/analysed-dump";
import { TemporaryFolder } from "../temporary-folder";
import { run } from "./command-line";

const VIF = "/local/domain/1/device/vif/0";
/** netback refuses it: queue 1 is missing. A fix would quote the last line. */
const FAULTY = `${VIF}/multi-queue-num-queues = "2"\n${VIF}/queue-0/tx-ring-ref = "8"\n${VIF}/queue-0/rx-ring-ref = "9"\n${VIF}/queue-0/event-channel = "3"\n/tool = "x\n`;
const FORECAST = `netback refuses: "2 reading ${VIF}/queue-1/ring-ref"`;

/** A fault of this program. */
const breakOff = (): never => {
  throw new Error("no such\nthing");
};

/** Makes a rule throw wherever it looks. */
function breakRule(code: string): void {
  const rule = RULES.find((known) => known.code === code);
  if (rule === undefined) throw new Error(`${code} is no rule`);
  vi.spyOn(rule, "check").mockImplementation(breakOff);
}

/** The message if parts of the analysis of a dump broke off. */
const told = (name: string, ...parts: readonly string[]): string =>
  `xenstore-netif: ${name} was not analysed in full: ${parts.map((part) => `${part} broke off (Error: no such\\u{a}thing)`).join(", ")}. Please report it, with the dump.\n`;

const folder = new TemporaryFolder(true);
let file: string;
beforeEach(() => {
  file = folder.put("a.xenstore", FAULTY);
});
afterEach(() => void vi.restoreAllMocks());

describe("where a rule breaks off, it is told once, and the command ends with 2:", () => {
  test("check prints what the others found, and counts it as one failure", async () => {
    breakRule("queue-missing");
    const two = `${FAULTY}${FAULTY.replaceAll("/domain/1/", "/domain/2/")}`;
    const { code, stdout, stderr } = await run(["check", "-"], { stdin: two });
    expect({ code, stderr }).toEqual({ code: 2, stderr: told("stdin", "queue-missing") });
    expect(stdout).toContain("[malformed-line]");
    expect(stdout).toMatch(/\n\n2 errors in 1 file; 1 failure, see stderr\n$/);
  });

  test("check prints the forecast where the others found nothing: not every rule has looked", async () => {
    breakRule("queue-missing");
    const { code, stdout } = await run(["check", "-"], { stdin: FAULTY.replace("/tool = \"x\n", "") });
    expect({ code, stdout }).toEqual({ code: 2, stdout: `stdin: ${VIF}: ${FORECAST}\n\nnothing else to report in 1 file; 1 failure, see stderr\n` });
  });

  test("several rules are told in one line", async () => {
    breakRule("queue-missing");
    breakRule("malformed-line");
    expect((await run(["check", "-"], { stdin: FAULTY })).stderr).toBe(told("stdin", "malformed-line", "queue-missing"));
  });

  test.each([
    ["a file in place", [], ""],
    ["--stdout", ["--stdout"], ""],
    ["--diff", ["--diff"], ""],
  ])("fix leaves what it was given alone: %s", async (_what, options, stdout) => {
    breakRule("queue-missing");
    expect(await run(["fix", ...options, file])).toMatchObject({ code: 2, stdout, stderr: told(file, "queue-missing") });
    expect(readFileSync(file, "utf8")).toBe(FAULTY);
  });

  test("fix goes on with the next file", async () => {
    breakRule("malformed-line");
    const sound = folder.put("b.xenstore", '/a = "1"\n');
    expect(await run(["fix", file, sound])).toMatchObject({ code: 2, stderr: `${told(file, "malformed-line")}${sound}: nothing to fix\n` });
  });

  test("forecast foretells what it can", async () => {
    breakRule("queue-missing");
    const { code, stdout, stderr } = await run(["forecast", file]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: told(file, "queue-missing") });
    expect(stdout).toContain(FORECAST);
  });

  test("convert writes the dump, which it needs no rule for", async () => {
    breakRule("queue-missing");
    const { code, stdout, stderr } = await run(["convert", "--to", "flat", file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: FAULTY });
    expect(`${stderr.split("\n").at(-2)}\n`).toBe(told(file, "queue-missing"));
  });

  test("script writes the script, which it needs no rule for", async () => {
    breakRule("queue-missing");
    const { code, stdout, stderr } = await run(["script", file]);
    expect(code).toBe(2);
    expect(stdout).toContain(`'${VIF}/multi-queue-num-queues' '2'`);
    expect(`${stderr.split("\n").at(-2)}\n`).toBe(told(file, "queue-missing"));
  });
});

describe("where a command's own question breaks off, it ends with 2, and is not taken for an answer:", () => {
  test.each([
    ["text", ""],
    ["json", '{ "kernel": "current", "files": [\n\n] }\n'],
  ])("forecast --format %s does not say that there is no vif", async (format, stdout) => {
    vi.spyOn(AnalysedDump.prototype, "model", "get").mockImplementation(breakOff);
    expect(await run(["forecast", "--format", format, file])).toMatchObject({ code: 2, stdout, stderr: told(file, "forecasts") });
  });

  test("fix does not say that there is nothing to fix", async () => {
    vi.spyOn(Text.prototype, "each").mockImplementation(breakOff);
    expect(await run(["fix", file])).toMatchObject({ code: 2, stdout: "", stderr: told(file, "fix all") });
    expect(readFileSync(file, "utf8")).toBe(FAULTY);
  });

  test.each([["convert", "--to", "tree"], ["script"]])("%s writes nothing", async (command, ...options) => {
    vi.spyOn(Text.prototype, "lines").mockImplementation(breakOff);
    expect(await run([command, ...options, file])).toMatchObject({ code: 2, stdout: "", stderr: told(file, command) });
  });
});

test.each([["check"], ["fix"], ["forecast"], ["script"], ["convert", "--to", "tree"]])("where a dump cannot be taken in, %s says so, and goes by no answer", async (command, ...options) => {
  vi.spyOn(Model.prototype, "update").mockImplementation(breakOff);
  const { code, stdout, stderr } = await run([command, ...options, file]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: told(file, command) });
  expect(stdout).toBe(command === "check" ? "nothing to report in 0 files; 1 failure, see stderr\n" : "");
});
