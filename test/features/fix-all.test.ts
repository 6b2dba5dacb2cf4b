import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { Diff } from "diff";
import { describe, expect, test, vi } from "vitest";
import { StoreNode } from "../../server/src/store/node";
import { edited } from "../edited";
import { FAULTY, FIXED } from "../faulty-dump";
import { loud, openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const samples = path.resolve(import.meta.dirname, "../../samples");

/** Frontends of so many guests that request two queues and have one. */
function lacking(guests: number): string {
  return Array.from({ length: guests }, (_, guest) => {
    const frontend = `/local/domain/${guest + 1}/device/vif/0`;
    return `${frontend}/multi-queue-num-queues = "2"\n${frontend}/queue-0/tx-ring-ref = "8"\n${frontend}/queue-0/rx-ring-ref = "9"\n${frontend}/queue-0/event-channel = "5"\n`;
  }).join("");
}

/** A frontend whose queues have a zero too many in their names. */
function misnamed(queues: number): string {
  return [`${FRONTEND}/multi-queue-num-queues = "${queues}"\n`, ...Array.from({ length: queues }, (_, queue) => {
    const keys = [`tx-ring-ref = "${8 + 2 * queue}"`, `rx-ring-ref = "${9 + 2 * queue}"`, `event-channel = "${queue + 1}"`];
    return keys.map((key) => `${FRONTEND}/queue-0${queue}/${key}\n`).join("");
  })].join("");
}

/** A capture in which `queue-01` has this reference. */
function captureWith(reference: number): string {
  return `root@host:~# xenstore-ls -f\n${misnamed(2).replace('queue-01/tx-ring-ref = "10"', `queue-01/tx-ring-ref = "${reference}"`)}`;
}

describe("all fixes at once", () => {
  test.each([
    ["line feeds", FAULTY, FIXED],
    ["CRLF", FAULTY.replaceAll("\n", "\r\n"), FIXED.replaceAll("\n", "\r\n")],
  ])("fix what can be fixed, with %s", (_, text, expected) => {
    const dump = openDump(text);
    const changes = dump.fixAll();
    expect(edited(text, changes)).toBe(expected);
    expect(dump.text(), "the dump itself is as it was").toBe(text);
    expect(openDump(expected).fixAll(), "a second run").toEqual([]);
    changes.slice(1).forEach(({ range }, at) => expect(range.start.line).toBeGreaterThanOrEqual(changes[at]?.range.end.line ?? 0));
  });

  test("can be those of one rule", () => {
    const dump = openDump(FAULTY);
    expect(edited(FAULTY, dump.fixAll("malformed-line"))).toBe(FAULTY.replace('"\u00e9\n', '"\u00e9"\n'));
    expect(dump.fixAll("ring-ref-duplicate")).toEqual([]);
  });

  test.each([
    ["removes", 'multi-queue-num-queues = "2"\nqueue-0/tx-ring-ref = "0x8"\nqueue-0/rx-ring-ref = "9"\nqueue-0/event-channel = "5"\nqueue-1/tx-ring-ref = "10"\nqueue-1/rx-ring-ref = "11"\nqueue-1/event-channel = "6\n'],
    ["moves", 'queue-1 = ""\nqueue-1/tx-ring-ref = "<ring-ref-tx1>"\nqueue-1/rx-ring-ref = "<ring-ref\nqueue-1/event-channel = "<evtchn1>"\n'],
  ])("on save, change no line that cannot be read, not even where the fix of another fault %s it", (_, keys) => {
    const backend = "/local/domain/0/backend/vif/1/0";
    const text = `${keys.replaceAll(/^(?=.)/gm, `${FRONTEND}/`)}${backend}/frontend = "${FRONTEND}"\n${backend}/multi-queue-max-queues = "1"\n`;
    expect(edited(text, openDump(text).fixAllOnSave())).toBe(text.replace("0x8", "8"));
    expect(edited(text, openDump(text).fixAll())).not.toContain(`${FRONTEND}/queue-1`);
  });

  test("on save, may remove the last line, below a prompt", () => {
    const text = `${FRONTEND}/mtu = "1500"\n$ xenstore-ls -f\n${FRONTEND}/ctrl-ring-ref = ""`;
    expect(edited(text, openDump(text).fixAllOnSave())).toBe(`${FRONTEND}/mtu = "1500"\n$ xenstore-ls -f`);
  });

  test("reach the end of a text without a line end", () => {
    const text = `/a = "1"\n/b = "`;
    expect(edited(text, openDump(text).fixAll())).toBe(`/a = "1"\n/b = ""`);
  });

  test.each(readdirSync(samples))("leave no error in %s, and a second run changes nothing", (file) => {
    const text = readFileSync(path.join(samples, file), "utf8");
    const fixed = edited(text, openDump(text).fixAll());
    expect(loud(openDump(fixed)).filter((code) => code !== "feature-flag-invalid")).toEqual([]);
    expect(openDump(fixed).fixAll()).toEqual([]);
  });

  test.each([
    ["many vifs", lacking(200), "queue-missing", 200, 10],
    ["one vif", misnamed(200), "queue-name-invalid", 200, 10],
    // Each trial takes half of the vifs that are left, until the one that cannot be fixed is found.
    ["many vifs, one of which there is no help for", `${lacking(100)}/local/domain/7/device/vif/0/queue-1 = "x\n${lacking(200).slice(lacking(100).length)}`, "queue-missing", 199, 80],
  ])("are tried out together, for %s", (_, text, code, fixed, most) => {
    const dump = openDump(text);
    const count = (): number => dump.diagnostics().filter((diagnostic) => diagnostic.code === code).length;
    const before = count();
    const edits = vi.spyOn(dump, "editAll");
    const changes = dump.fixAll(code);
    expect(edits.mock.calls.length).toBeLessThanOrEqual(most);
    edits.mockRestore();
    dump.editAll(changes.toReversed());
    expect(before - count()).toBe(fixed);
  });

  test("fix what can be fixed in one capture, where the same cannot be in another", () => {
    // The first queue-01 has the reference of queue-0: with the right name, it would have another fault.
    const text = [8, 10, 10].map((reference) => captureWith(reference)).join("").replaceAll("queue-00", "queue-0");
    const fixed = edited(text, openDump(text).fixAll("queue-name-invalid"));
    expect(fixed.match(/queue-0?1\/tx/g)).toEqual(["queue-01/tx", "queue-1/tx", "queue-1/tx"]);
  });

  test("do not compare each of very many changed lines with each", () => {
    const text = Array.from({ length: 400 }, (_, at) => `/a/${at} = "1\n`).join("");
    const compared = vi.spyOn(Diff.prototype, "equals");
    const changes = openDump(text).fixAll();
    const times = compared.mock.calls.length;
    compared.mockRestore();
    expect(edited(text, changes)).toBe(text.replaceAll("\n", '"\n'));
    expect(times).toBeLessThan(100_000);
  });

  test("gathers the other lines of a path for one of them, not for each", () => {
    const dump = openDump(`a = ""\n${' b = "1"\n'.repeat(300)}`);
    const gathered = vi.spyOn(StoreNode.prototype, "entries", "get");
    const changes = dump.fixAll();
    const times = gathered.mock.calls.length;
    gathered.mockRestore();
    expect(edited(dump.text(), changes)).toBe('a = ""\n b = "1"\n');
    expect(times).toBeLessThan(50);
  });
});
