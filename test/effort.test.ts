import { beforeAll, describe, expect, test, vi } from "vitest";
import { writeStore } from "../bench/documents.mjs";
import { hostStore } from "../bench/host-store.mjs";
import type { Dump, Effort, Range } from "../server/src/service";
import { Capture } from "../server/src/store/capture";
import { StoreNode } from "../server/src/store/node";
import { finish, inside, openDump } from "./open-dump";

const FRONTEND = "/local/domain/7/device/vif/1";
const BACKEND = "/local/domain/0/backend/vif/7/1";

/** The number of a line, found by how it begins. In a tree, the beginnings of its parents' lines come first. */
function lineOf(dump: Dump, ...beginnings: readonly string[]): number {
  let number = 0;
  for (const beginning of beginnings) {
    while (dump.lineText(number)?.trimStart().startsWith(beginning) === false) number += 1;
  }
  return number;
}

/** The value in a line. */
function valueIn(dump: Dump, line: number): Range {
  const text = dump.lineText(line) ?? "";
  return { start: { line, character: text.indexOf('"') + 1 }, end: { line, character: text.length - 1 } };
}

/** The name in a flat line. */
function nameIn(dump: Dump, line: number): Range {
  const path = inside(dump).text.lineAt(line)?.path ?? "";
  return { start: { line, character: path.lastIndexOf("/") + 1 }, end: { line, character: path.length } };
}

function startOf(line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}

function lines(first: number, end: number): Range {
  return { start: { line: first, character: 0 }, end: { line: end, character: 0 } };
}

/** An edit of the dump of a host, and how much it may make the analysis look at. A frontend and its backend are two directories. */
type Row = readonly [what: string, edit: (dump: Dump) => readonly [Range, string], effort: Effort];

const ROWS: readonly Row[] = [
  ["a value of a vif", (dump) => [valueIn(dump, lineOf(dump, `${FRONTEND}/feature-sg =`)), "0"], { lines: 1, nodes: 1, directories: 2 }],
  ["a value of a backend", (dump) => [valueIn(dump, lineOf(dump, `${BACKEND}/bridge =`)), "br9"], { lines: 1, nodes: 1, directories: 2 }],
  ["a value outside of vifs", (dump) => [valueIn(dump, lineOf(dump, "/local/domain/7/name =")), "web"], { lines: 1, nodes: 1, directories: 0 }],
  ["a key of a queue", (dump) => [nameIn(dump, lineOf(dump, `${FRONTEND}/queue-1/tx-ring-ref`)), "tx-ring-reff"], { lines: 1, nodes: 2, directories: 2 }],
  ["a new key", (dump) => [startOf(lineOf(dump, `${FRONTEND}/feature-sg =`)), `${FRONTEND}/feature-rx-notify2 = "1"\n`], { lines: 1, nodes: 1, directories: 2 }],
  ["a queue that goes", (dump) => [lines(lineOf(dump, `${FRONTEND}/queue-3 =`), lineOf(dump, `${FRONTEND}/queue-3 =`) + 5), ""], { lines: 0, nodes: 5, directories: 2 }],
  ["a port that the other vif of the domain has", (dump) => [valueIn(dump, lineOf(dump, `${FRONTEND}/queue-0/event-channel-tx`)), inside(dump).text.lineAt(lineOf(dump, "/local/domain/7/device/vif/0/queue-0/event-channel-tx"))?.value ?? ""], { lines: 1, nodes: 1, directories: 2 }],
  ["a line that cannot be read", (dump) => [startOf(lineOf(dump, "/local/domain/7/name =")), "what is this\n"], { lines: 1, nodes: 0, directories: 0 }],
  ["a comment", () => [startOf(10), "# a note\n"], { lines: 1, nodes: 0, directories: 0 }],
];

describe.each([2, 20])("in the dump of a host with %d guests and more, it looks at the same for", (guests) => {
  let flat = "";
  beforeAll(() => {
    flat = writeStore("flat", hostStore(guests + 5)).text;
  });

  test.each(ROWS)("%s", (_, edit, effort) => {
    const dump = openDump(flat);
    expect(dump.diagnostics()).toEqual([]);
    dump.edit(...edit(dump));
    expect(dump.effort).toEqual(effort);
  });

  test("what names a domain, of which it makes hardly more nodes than those of its lines", () => {
    const dump = openDump(flat);
    const made = vi.spyOn(StoreNode.prototype, "leaf");
    const references = dump.references({ line: lineOf(dump, "/local/domain/7/"), character: "/local/domain/7".length }, true);
    expect(references).toHaveLength(9);
    expect(made.mock.calls.length).toBeLessThan(150);
    made.mockRestore();
  });
});

describe.each([10, 40])("where %d vifs of a guest have one ring reference and one port", (count) => {
  const frontends = Array.from({ length: count }, (_, at) => `/local/domain/1/device/vif/${at}`);
  const text = frontends.map((path) => ["state = \"4\"", "tx-ring-ref = \"8\"", "rx-ring-ref = \"9\"", "event-channel = \"7\"", "feature-sg = \"1\""].map((key) => `${path}/${key}\n`).join("")).join("");

  test.each(["feature-sg", "tx-ring-ref", "event-channel"])("%s of another than the first concerns no other", (key) => {
    const dump = openDump(text);
    dump.edit(valueIn(dump, lineOf(dump, `${frontends[5]}/${key} =`)), "2");
    expect(dump.effort.directories).toBe(1);
    expect(dump.diagnostics()).toEqual(openDump(dump.text()).diagnostics());
  });

  test("so does a feature of the first; its port concerns all, whether it gives it up or takes it", () => {
    const dump = openDump(text);
    dump.edit(valueIn(dump, lineOf(dump, `${frontends[0]}/feature-sg =`)), "0");
    expect(dump.effort.directories).toBe(1);
    for (const port of ["2", "7"]) {
      dump.edit(valueIn(dump, lineOf(dump, `${frontends[0]}/event-channel =`)), port);
      expect(dump.effort.directories).toBe(count);
      expect(dump.diagnostics()).toEqual(openDump(dump.text()).diagnostics());
    }
  });

  test.each(["> ", "\n"])("%j before the first port keeps what the others say of it true", (before) => {
    const dump = openDump(text);
    dump.edit(startOf(lineOf(dump, `${frontends[0]}/event-channel =`)), before);
    expect(dump.diagnostics()).toEqual(openDump(dump.text()).diagnostics());
  });
});

describe("what moves a subtree looks at what it moves", () => {
  test("a domain of another name, in a tree", () => {
    const dump = openDump(writeStore("tree", hostStore(20)).text);
    const line = lineOf(dump, "7 =", "name");
    const domain = line - 1;
    dump.edit({ start: { line: domain, character: 2 }, end: { line: domain, character: 3 } }, "77");
    expect(dump.effort.lines).toBe(1);
    expect(dump.effort.nodes).toBeLessThan(250);
    // Both frontends of the guest, and the backends that they name.
    expect(dump.effort.directories).toBe(4);
  });

  test("opening reads each line once", () => {
    const dump = openDump(writeStore("flat", hostStore(20)).text);
    expect(dump.effort).toMatchObject({ lines: dump.lineCount, directories: 80 });
  });

  test.each([
    ["does not build the store anew", "tells", "/local/domain/1/device/vif/0", 1],
    ["builds the store anew", "does not tell", "$DIRECTORY", 2],
  ])("an edit beside a link %s where the prompt %s the root", (_what, _tells, directory, generation) => {
    const dump = openDump(`# xenstore-ls ${directory}\nbackend = "/local/domain/0/backend/vif/1/0"\nqueue-00 = ""\n tx-ring-ref = "8"\n`);
    dump.edit({ start: { line: 2, character: 6 }, end: { line: 2, character: 7 } }, "");
    expect(inside(dump).store.generation).toBe(generation);
    expect(dump.diagnostics()).toEqual(openDump(dump.text()).diagnostics());
  });

  test("an edit of many places where captures begin builds the store once", () => {
    const dump = openDump('# xenstore-ls /a\nx = "1"\n'.repeat(50));
    const { generation } = inside(dump).store;
    dump.editAll(Array.from({ length: 50 }, (_, at) => ({ range: { start: { line: 2 * at, character: 16 }, end: { line: 2 * at, character: 16 } }, newText: "b" })));
    expect(inside(dump).store.generation).toBe(generation + 1);
    expect(dump.captures()).toEqual(openDump(dump.text()).captures());
  });
});

/** How often something calls a method. */
function callsOf<Subject extends object>(subject: Subject, method: keyof Subject & string, act: () => void): number {
  const calls = vi.spyOn(subject as Record<string, () => unknown>, method);
  act();
  const times = calls.mock.calls.length;
  calls.mockRestore();
  return times;
}

describe.each([100, 400])("with %d captures, it does not go through all of them", (count) => {
  const captures = (entries: (at: number) => string): string => Array.from({ length: count }, (_, at) => `# xenstore-ls $DIRECTORY\n${entries(at)}`).join("");

  test("for each link to the last of them, or to nowhere", () => {
    const dump = openDump(`${captures((at) => `/a/${at} = "/b/${at}"\n/c/${at} = "/d/${at}"\n`)}# xenstore-ls\n${Array.from({ length: count }, (_, at) => `/b/${at} = ""\n`).join("")}`);
    const times = callsOf(Capture.prototype, "resolve", () => expect(finish(dump.links())).toHaveLength(count));
    expect(times).toBeLessThan(30 * count);
  });

  test("for the root of each that has links to two domains", () => {
    const text = captures((at) => {
      const devices = [0, 1].map((index) => `device/vif/${index}/backend = "/local/domain/0/backend/vif/${at + index * count}/${index}"\n`);
      return `${devices.join("")}/local/domain/0/backend/vif/${at}/0/frontend = "/local/domain/${at}/device/vif/0"\n`;
    });
    expect(callsOf(Set.prototype, "add", () => openDump(text))).toBeLessThan(60 * count);
  });

  test("for the places where each may have been taken", () => {
    const dump = openDump(captures((at) => (at % 2 === 0 ? `vif/${at}/0/frontend = "/local/domain/${at}/device/vif/0"\n` : `device/vif/0/backend = "/local/domain/${at}/backend/vif/${at}/0"\n`)));
    expect(callsOf(Set.prototype, "add", () => expect(dump.captures()).toHaveLength(count))).toBeLessThan(60 * count);
  });
});
