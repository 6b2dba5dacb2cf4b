import { Diff } from "diff";
import { describe, expect, test, vi } from "vitest";
import { Line } from "../../server/src/dump/line";
import { StoreNode } from "../../server/src/store/node";
import { edited } from "../edited";
import { misnamed } from "../faulty-dumps";
import { inside, openDump } from "../open-dump";

/** Frontends of so many guests that request two queues and have one. */
function lacking(guests: number): string {
  return Array.from({ length: guests }, (_, guest) => {
    const frontend = `/local/domain/${guest + 1}/device/vif/0`;
    return `${frontend}/multi-queue-num-queues = "2"\n${frontend}/queue-0/tx-ring-ref = "8"\n${frontend}/queue-0/rx-ring-ref = "9"\n${frontend}/queue-0/event-channel = "5"\n`;
  }).join("");
}

/** Frontends of so many guests, each with two queues that are misnamed. In one of them, both have the same reference: with the right names, they would have another fault. */
function hopeless(guests: number, guest: number): string {
  const vifs = Array.from({ length: guests }, (_, at) => misnamed(2).replaceAll("/domain/1/", `/domain/${at + 1}/`));
  return vifs.map((vif, at) => (at === guest ? vif.replace('queue-01/tx-ring-ref = "10"', 'queue-01/tx-ring-ref = "8"') : vif)).join("");
}

test.each([
  ["many vifs", lacking(200), "queue-missing", 200, 10],
  ["one vif", misnamed(200), "queue-name-invalid", 200, 10],
  // Each trial takes half of the vifs that are left, until the one that cannot be fixed is found.
  ["many vifs, one of which there is no help for", hopeless(200, 77), "queue-name-invalid", 399, 80],
])("all fixes at once are tried out together, for %s", (_, text, code, fixed, most) => {
  const dump = openDump(text);
  const count = (): number => dump.diagnostics().filter((diagnostic) => diagnostic.code === code).length;
  const before = count();
  const edits = vi.spyOn(inside(dump), "editAll");
  const changes = dump.fixAll(code);
  expect(edits.mock.calls.length).toBeLessThanOrEqual(most);
  edits.mockRestore();
  dump.editAll(changes.toReversed());
  expect(before - count()).toBe(fixed);
});

describe.each([20, 60])("for %d vifs that there is no help for, a trial", (guests) => {
  const text = Array.from({ length: guests }, (_, guest) => hopeless(1, 0).replaceAll("/domain/1/", `/domain/${guest + 1}/`)).join("");

  test("works out the paths of those faults alone that it reaches", () => {
    const paths = vi.spyOn(StoreNode.prototype, "path", "get");
    const changes = openDump(text).fixAll();
    const times = paths.mock.calls.length;
    paths.mockRestore();
    expect(changes).toHaveLength(guests);
    expect(times).toBeLessThan(150 * guests);
  });

  test("files none of the other faults anew", () => {
    const dump = openDump(text);
    const filed = vi.spyOn(Map.prototype, "set");
    dump.fixAll();
    const times = filed.mock.calls.length;
    filed.mockRestore();
    expect(times).toBeLessThan(400 * guests);
  });
});

test("the fixes for very many directories of one path do not sort all of them for each", () => {
  const dump = openDump(`tool = ""\n${' k = ""\n  a = "1"\n'.repeat(400)}`);
  const compared = vi.spyOn(Line.prototype, "isBefore");
  const changes = dump.fixAll("duplicate-path");
  const times = compared.mock.calls.length;
  compared.mockRestore();
  expect(changes).toHaveLength(1);
  expect(times).toBeLessThan(40_000);
});

test("trying out a fix that removes very many lines of one path, between others, does not sort those that are left for each", () => {
  const dump = openDump(`/tool = ""\n${Array.from({ length: 400 }, (_, at) => `/a = "1"\n/b/${at} = "1"\n`).join("")}`);
  const compared = vi.spyOn(Line.prototype, "isBefore");
  const fixes = dump.fixes({ start: { line: 1, character: 0 }, end: { line: 4, character: 0 } });
  const times = compared.mock.calls.length;
  compared.mockRestore();
  expect(fixes.map(({ changes }) => changes.length)).toEqual([1, 399]);
  expect(times).toBeLessThan(20_000);
});

test("all fixes at once do not compare each of very many changed lines with each", () => {
  const text = Array.from({ length: 400 }, (_, at) => `/a/${at} = "1\n`).join("");
  const compared = vi.spyOn(Diff.prototype, "equals");
  const changes = openDump(text).fixAll();
  const times = compared.mock.calls.length;
  compared.mockRestore();
  expect(edited(text, changes)).toBe(text.replaceAll("\n", '"\n'));
  expect(times).toBeLessThan(100_000);
});

function vifOf(index: number): string {
  return `/local/domain/1/device/vif/${index}`;
}

describe("where each trial has thousands of vifs or queues reported anew, few trials are made", () => {
  test("of fixes for queues that netback refuses together", () => {
    const queues = Array.from({ length: 3000 }, (_, queue) => `${vifOf(0)}/queue-${queue}/tx-ring-ref = "${queue + 8}"\n`).join("");
    const dump = openDump(`${vifOf(0)}/backend = "/local/domain/0/backend/vif/1/0"\n${vifOf(0)}/state = "4"\n${vifOf(0)}/multi-queue-num-queues = "3000"\n${queues}`);
    const edits = vi.spyOn(inside(dump), "editAll");
    const fixes = dump.fixes({ start: { line: 2, character: 0 }, end: { line: 3, character: 0 } });
    expect(edits.mock.calls.length).toBeLessThan(12);
    expect(fixes[0]?.title).toBe("Generate rx-ring-ref and event-channel in queue-0");
  });

  test("of rewrites for the first of many vifs that share a port", () => {
    const keys = ['state = "4"', 'tx-ring-ref = "8"', 'rx-ring-ref = "9"', 'event-channel = "3"'];
    const dump = openDump(Array.from({ length: 3000 }, (_, index) => keys.map((key) => `${vifOf(index)}/${key}\n`).join("")).join(""));
    const edits = vi.spyOn(inside(dump), "editAll");
    expect(dump.rewrites(0)).toEqual(["Use split event channels"]);
    expect(edits.mock.calls.length).toBeLessThan(12);
  });
});
