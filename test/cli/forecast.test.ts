import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { run } from "./command-line";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ESCAPE = String.fromCharCode(27);
const dump = (name: string): string => path.join(ROOT, "test/fixtures/dumps", name);
const sample = (name: string): string => path.join(ROOT, "samples", name);

const validate = new Ajv2020().compile(JSON.parse(readFileSync(path.join(ROOT, "docs/forecast.schema.json"), "utf8")));

/** The frontend of a vif in a state, with the keys of one queue. */
function frontend(domain: number, state: number, ...more: readonly string[]): string {
  const keys = ['handle = "0"', `state = "${state}"`, 'tx-ring-ref = "8"', 'rx-ring-ref = "9"', 'event-channel = "5"', ...more];
  return keys.map((key) => `/local/domain/${domain}/device/vif/0/${key}\n`).join("");
}

/** What the tool prints for the directory of a vif alone: no line names that directory. */
function ownDirectory(domain: number): string {
  return `# xenstore-ls /local/domain/${domain}/device/vif/0\nstate = "4"\ntx-ring-ref = "8"\nrx-ring-ref = "9"\nevent-channel = "5"\n`;
}

describe("forecast", () => {
  test("tells of each vif in a line, below each other", async () => {
    const stdin = frontend(1, 4) + frontend(2, 1) + frontend(10, 4, 'multi-queue-num-queues = "0"') + frontend(3, 6);
    expect(await run(["forecast", "-"], { stdin })).toMatchObject({
      code: 1,
      stderr: "",
      stdout: [
        "/local/domain/1/device/vif/0   netback connects 1 queue, shared channel. The backend is not in this dump: what it waits for is not known.",
        "/local/domain/2/device/vif/0   netback waits for the frontend. The backend is not in this dump: what it waits for is not known.",
        '/local/domain/10/device/vif/0  netback refuses: "22 guest requested 0 queues, but valid range is 1 - ?.". The backend is not in this dump: what it waits for is not known.',
        "/local/domain/3/device/vif/0   netback closes the device. The frontend is closing or has closed.",
        "",
      ].join("\n"),
    });
  });

  test("tells of them from the top, be a capture that of a whole store or of one directory", async () => {
    const { stdout } = await run(["forecast", "-"], { stdin: `${ownDirectory(2)}${ownDirectory(1)}# xenstore-ls -f\n${frontend(3, 4)}${ownDirectory(4)}` });
    expect(stdout.match(/^\S+/gm)).toEqual([2, 1, 3, 4].map((domain) => `/local/domain/${domain}/device/vif/0`));
  });

  test("takes no directory of a guest's backends for a frontend", async () => {
    const stdin = 'vif = ""\n 1 = ""\n  0 = ""\n   frontend = "/local/domain/1/device/vif/0"\n   state = "2"\n';
    expect(await run(["forecast", "-"], { stdin })).toMatchObject({ code: 0, stdout: "/local/domain/1/device/vif/0  the frontend is not in this dump\n" });
  });

  test("is not that of netback where QEMU serves the vif", async () => {
    const backend = "/local/domain/0/backend/qnic/1/0";
    const stdin = `${frontend(1, 4, `backend = "${backend}"`, 'request-rx-copy = "1"')}${backend}/frontend = "/local/domain/1/device/vif/0"\n${backend}/state = "4"\n`;
    expect(await run(["forecast", "-"], { stdin })).toMatchObject({ code: 0, stdout: expect.stringContaining("QEMU") });
    const { code, stdout } = await run(["forecast", "--format", "json", "-"], { stdin });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ vifs: [{ backend, forecast: null }] }] });
  });

  test("is none for a frontend of which nothing is there but its directory, or keys of the toolstack", async () => {
    const stdin = '/local/domain/1/device/vif/1 = ""\n/local/domain/5/xenserver/device/vif/0/static-ip-setting = ""\n/local/domain/2/device/vif/0/mac = "00:16:3e:00:00:01"\n';
    const { code, stdout } = await run(["forecast", "-"], { stdin });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n").map((line) => line.replace(/^\S+ +/, ""))).toEqual(Array(2).fill("this dump holds neither a state nor rings of the frontend"));
    const json = await run(["forecast", "--format", "json", "-"], { stdin });
    const report: unknown = JSON.parse(json.stdout);
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(report).toMatchObject({ files: [{ vifs: [{ forecast: null }, { forecast: null }] }] });
  });

  test("says who waits for whom", async () => {
    const { stdout } = await run(["forecast", dump("g10.tree.xenstore")]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(25);
    expect(new Set(lines.map((line) => line.replace(/^\S+ +netback (?:connects \d+ queues?, \w+ channels?\. )?/, "")))).toEqual(
      new Set(["The handshake is complete and clean: look at the data path.", "waits for netfront to leave Initialising"]),
    );
  });

  test.each([
    ["current", 'netback refuses: "22 guest requested 0 queues, but valid range is 1 - ?."', 1],
    ["4.10", 'netback refuses: "12 allocating queues"', 1],
    ["3.16", "netback connects 0 queues", 0],
  ])("of %s for a request of 0 queues is %j", async (kernel, forecast, code) => {
    const outcome = await run(["forecast", "--kernel", kernel, "-"], { stdin: frontend(1, 4, 'multi-queue-num-queues = "0"') });
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toContain(forecast);
  });

  test.each([
    [[sample("healthy.xenstore")], 0],
    [[sample("queue-missing.xenstore")], 1],
    [[sample("healthy.xenstore"), sample("queue-missing.xenstore")], 1],
    [[sample("queue-missing.xenstore"), "/not/there", sample("healthy.xenstore")], 2],
    [["/not/there", sample("queue-missing.xenstore")], 2],
    [[dump("odd.pipe.flat.xenstore")], 0],
    [[dump("g1v1.rel-dom0.backend-vif.flat.xenstore")], 0],
  ])("of %j ends with %d", async (files, code) => {
    const ended = await run(["forecast", ...files]);
    expect(ended.code, ended.stderr).toBe(code);
    const endedAsJson = await run(["forecast", "--format=json", ...files]);
    expect(endedAsJson.code, endedAsJson.stderr).toBe(code);
  });

  test("names the file on each line where there are several, and goes on after one that cannot be read", async () => {
    const [healthy, missing] = [sample("healthy.xenstore"), sample("queue-missing.xenstore")];
    const { stdout, stderr } = await run(["forecast", healthy, "/not/there", missing]);
    expect(stdout.trimEnd().split("\n").map((line) => line.split(": ")[0])).toEqual([healthy, missing]);
    expect(stderr).toMatch(/^xenstore-netif: \/not\/there cannot be read: .+\n$/);
  });

  test("says so where there is no vif", async () => {
    expect(await run(["forecast", "-"], { stdin: '/tool = ""\n' })).toMatchObject({ code: 0, stdout: "", stderr: "standard input: no vif is in this dump\n" });
  });

  test("uses the root that it is told", async () => {
    const relative = '0/state = "4"\n0/tx-ring-ref = "8"\n0/rx-ring-ref = "9"\n0/event-channel = "5"\n';
    expect((await run(["forecast", "--root=/local/domain/7/device/vif", "-"], { stdin: relative })).stdout).toMatch(/^\/local\/domain\/7\/device\/vif\/0 {2}netback connects 1 queue/);
  });

  test("has a colour for each outcome on a terminal, and nothing that a guest could send there", async () => {
    const hostile = `/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"\n/local/domain/0/backend/vif/1/0/online = "1"\n/local/domain/0/error/backend/vif/1/0/error = "${ESCAPE}[2J\u202e"\n`;
    const stdin = frontend(1, 4, 'backend = "/local/domain/0/backend/vif/1/0"') + frontend(2, 1) + frontend(3, 2) + frontend(4, 4) + frontend(5, 4, 'backend = "/local/domain/0/backend/vif/5/0"') + `${hostile}/local/domain/0/backend/vif/5/0/state = "6"\n`;
    const { stdout } = await run(["forecast", "-"], { stdin, columns: 80 });
    const colours = stdout.split("\n").flatMap((line) => line.split(ESCAPE).flatMap((part) => /^\[3([0-9])m/.exec(part)?.[1] ?? []).filter((colour) => colour !== "9"));
    expect(colours).toEqual(["1", "3", "1", "2", "1"]);
    expect(stripVTControlCharacters(stdout)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  test.each([
    [["forecast"], /missing required argument/],
    [["forecast", "--kernel=2.6", "-"], /Allowed choices are current, 4\.10, 3\.16/],
    [["forecast", "--format=xml", "-"], /Allowed choices are text, json/],
    [["forecast", "--root=vif", "-"], /absolute path/],
  ])("%j is wrong usage", async (args, says) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });
});

describe("forecast --format json", () => {
  test("prints what check prints of vifs", async () => {
    const file = sample("queue-missing.xenstore");
    const { stdout } = await run(["forecast", "--format=json", "--kernel=4.10", file]);
    expect(JSON.parse(stdout)).toEqual({
      kernel: "4.10",
      files: [
        {
          path: file,
          vifs: [
            {
              frontend: "/local/domain/1/device/vif/0",
              backend: "/local/domain/0/backend/vif/1/0",
              state: 4,
              requestedQueues: 3,
              forecast: { outcome: "refuses", queues: 0, error: "2 reading /local/domain/1/device/vif/0/queue-1/ring-ref" },
            },
          ],
        },
      ],
    });
  });

  test.each([
    [["g10.flat.xenstore", "g1v1.tree.xenstore", "odd.pipe.tree.xenstore"].map(dump)],
    [["g1v1.rel-dom0.backend-vif.flat.xenstore", "g1v1.sub-fe-vif.tree.xenstore"].map(dump)],
    [["several-faults.tree.xenstore", "specification.xenstore"].map(sample)],
    [["/not/there"]],
  ])("follows docs/forecast.schema.json for %j", async (files) => {
    const { stdout } = await run(["forecast", "--format=json", ...files]);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBe(null);
  });
});
