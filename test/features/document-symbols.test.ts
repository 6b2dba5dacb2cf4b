import { describe, expect, test } from "vitest";
import { finish, openDump } from "../open-dump";
import { faults, outline } from "../outline";
import { realDump } from "../real-dumps";
import { showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, hostTree } from "./sample-host";

describe("the outline", () => {
  const expected = [
    "directory tool",
    "  key xenstored",
    "domain local/domain/0 - Domain-0",
    "  key name - Domain-0",
    "  vif backend/vif/1/0 - netback connects 2 queues, split channels",
    `    key frontend - ${FRONTEND}`,
    "    key frontend-id - 1",
    "    key state - 4",
    "    key mac - 00:16:3e:00:00:01",
    "    key script - /etc/xen/scripts/vif-bridge",
    "    key feature-rx-copy - 1",
    "    key feature-split-event-channels - 1",
    "    key multi-queue-max-queues - 4",
    "domain local/domain/1 - web01",
    "  key vm - /vm/a",
    "  key name - web01",
    "  directory memory",
    "    key target - 1048576",
    "  device device/vbd/51712",
    "    key state - 4",
    "  vif device/vif/0 - netback connects 2 queues, split channels",
    `    key backend - ${BACKEND}`,
    "    key backend-id - 0",
    "    key state - 4",
    "    key request-rx-copy - 1",
    "    key multi-queue-num-queues - 2",
    "    queue queue-0",
    "      key tx-ring-ref - 8",
    "      key rx-ring-ref - 9",
    "      key event-channel-tx - 5",
    "      key event-channel-rx - 6",
    "    queue queue-1",
    "      key tx-ring-ref - 10",
    "      key rx-ring-ref - 11",
    "      key event-channel-tx - 7",
    "      key event-channel-rx - 12",
    '  vif device/vif/1 - netback refuses: "22 mapping shared-frames 20/21 port tx 7 rx 7"',
    "    key backend - /local/domain/3/backend/vif/1/1",
    "    key backend-id - 3",
    "    key state - 4",
    "    key tx-ring-ref - 20",
    "    key rx-ring-ref - 21",
    "    key event-channel - 7",
    "  directory error",
    "    directory device",
    "      directory vif",
    "        directory 0",
    `          key error - 2 reading ${FRONTEND}/queue-1/tx-ring-ref`,
    "directory vm",
    "  directory a",
    "    key name - web01",
    "directory libxl",
    "  directory 1",
    "    directory device",
    "      directory vif",
    "        directory 0",
    `          key frontend - ${FRONTEND}`,
    `          key backend - ${BACKEND}`,
  ];

  test("of a flat dump", () => {
    expect(outline(finish(openDump(HOST).symbols()))).toEqual(expected);
  });

  test("of the same tree is the same", () => {
    expect(outline(finish(openDump(hostTree()).symbols()))).toEqual(outline(finish(openDump(HOST).symbols())));
  });

  test.each<readonly [what: string, text: string, outline: readonly string[]]>([
    ["nothing", "", []],
    ["several captures", `# xenstore-ls -f ${FRONTEND}\nstate = "6"\n# xenstore-ls /tool\nxenstored = ""\n`, [
      `capture capture 1: ${FRONTEND}`,
      "  domain local/domain/1",
      "    vif device/vif/0 - netback closes the device",
      "      key state - 6",
      "capture capture 2: /tool",
      "  directory tool",
      "    key xenstored",
    ]],
    ["a vif that tells where it was taken", `backend = "${BACKEND}"\nstate = "1"\n`, [
      "domain local/domain/1",
      "  vif device/vif/0 - netback waits for the frontend",
      `    key backend - ${BACKEND}`,
      "    key state - 1",
    ]],
    ["a vif of which nobody knows where it is", 'vif = ""\n 0 = ""\n  state = "1"\n', ["vif vif/0 - netback waits for the frontend", "  key state - 1"]],
    ["keys of nobody knows whom", 'a = "1"\nb = "2"\n', ["key a - 1", "key b - 2"]],
    ["scattered directories, in pieces", '/a/b = "1"\n/z = ""\n/a/c = "2"\n', ["directory a", "  key b - 1", "key z", "directory a", "  key c - 2"]],
    ["a path that stands twice", '/a = ""\n/a/b = "1"\n/a/b = "2"\n', ["directory a", "  key b - 1", "  key b - 2"]],
    ["directories that lead nowhere", '/local = ""\n/local/domain = ""\n', ["key local/domain"]],
    ["an empty domain and an empty queue", `/local/domain/5 = ""\n${FRONTEND}/state = "1"\n${FRONTEND}/queue-0 = ""\n`, [
      "domain local/domain/5",
      "domain local/domain/1",
      "  vif device/vif/0 - netback waits for the frontend",
      "    key state - 1",
      "    queue queue-0",
    ]],
    ["names that were cut away", ` ${"d".repeat(70)} = ""\n  x = "1"\n  ??\n`, [`directory ${"d".repeat(70)}`, "  key x - 1", "  key ??"]],
    ["a key that is being typed", '0 = ""\n state = "1"\n multi-qu\n mtu = "1500"\n', ["directory 0", "  key state - 1", "  key multi-qu", "  key mtu - 1500"]],
    ["what would reorder text", '/local/domain/1/name = "a\u202Eb"\n', ["domain local/domain/1 - a\\u{202e}b", "  key name - a\\u{202e}b"]],
  ])("of %s", (_, text, expectedOutline) => {
    expect(outline(finish(openDump(text).symbols()))).toEqual(expectedOutline);
  });

  test("has whole lines as ranges, and names the directory in the first", () => {
    const text = `# above\n${FRONTEND}/backend = "${BACKEND}"\n\n${FRONTEND}/state = "1"\n# below\n`;
    const [domain] = finish(openDump(text).symbols());
    expect(domain && showRange(text, domain.range)).toBe(`«${FRONTEND}/backend = "${BACKEND}"\n\n${FRONTEND}/state = "1"»`);
    expect(domain && showRange(text, domain.selectionRange)).toBe(`/local/domain/«1»/device/vif/0/backend = "${BACKEND}"`);
    expect(domain?.children.map(({ selectionRange }) => showRange(text, selectionRange))).toEqual([`/local/domain/1/device/vif/«0»/backend = "${BACKEND}"`]);
  });

  test("of more than 20,000 lines stops at queues of vifs", () => {
    const others = Array.from({ length: 20_000 }, (_, at) => `/local/domain/2/data/k${at} = ""\n`).join("");
    expect(outline(finish(openDump(HOST + others).symbols()))).toEqual([
      "directory tool",
      "domain local/domain/0 - Domain-0",
      "  vif backend/vif/1/0 - netback connects 2 queues, split channels",
      "domain local/domain/1 - web01",
      "  device device/vbd/51712",
      "  vif device/vif/0 - netback connects 2 queues, split channels",
      "    queue queue-0",
      "    queue queue-1",
      '  vif device/vif/1 - netback refuses: "22 mapping shared-frames 20/21 port tx 7 rx 7"',
      "directory vm",
      "directory libxl",
      "domain local/domain/2",
    ]);
  });

  test("of directories nested without end has an end", () => {
    const text = Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a = ""\n`).join("");
    expect(outline(finish(openDump(text).symbols())).length).toBeLessThanOrEqual(65);
  });
});

test.each(["g1v1.flat-perms.xenstore", "g1v1.tty80.tree.xenstore", "odd.pipe.flat.xenstore", "odd.pipe.tree.xenstore", "g1v1.rel-dom0.backend-vif.flat.xenstore"])("in %s, ranges lie in each other, and names are never blank", (name) => {
  expect(faults(openDump(realDump(name)))).toEqual([]);
});
