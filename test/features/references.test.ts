import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";
import { placeIn, showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, SECOND } from "./sample-host";

function references(text: string, marked: string, withDeclaration: boolean): string[] {
  return openDump(text).references(placeIn(text, marked), withDeclaration).map((range) => showRange(text, range));
}

describe("references", () => {
  test.each<readonly [what: string, marked: string, declarations: readonly string[], others: readonly string[]]>([
    [
      "to a vif",
      `${FRONTEND}| = ""`,
      ['/local/domain/1/device/vif/«0» = ""'],
      [
        '/local/domain/0/backend/vif/1/«0» = ""',
        `${BACKEND}/frontend = "/local/domain/1/device/vif/«0»"`,
        `${FRONTEND}/backend = "/local/domain/0/backend/vif/1/«0»"`,
        '/local/domain/1/error/device/vif/«0» = ""',
        '/local/domain/1/error/device/vif/0/error = "2 reading /local/domain/1/device/vif/«0»/queue-1/tx-ring-ref"',
        '/libxl/1/device/vif/«0» = ""',
        '/libxl/1/device/vif/0/frontend = "/local/domain/1/device/vif/«0»"',
        '/libxl/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/«0»"',
      ],
    ],
    [
      "to a queue",
      `${FRONTEND}/queue-|1/tx-ring-ref = "10"`,
      [`${FRONTEND}/«queue-1» = ""`],
      [
        ...['tx-ring-ref = "10"', 'rx-ring-ref = "11"', 'event-channel-tx = "7"', 'event-channel-rx = "12"'].map((key) => `${FRONTEND}/«queue-1»/${key}`),
        '/local/domain/1/error/device/vif/0/error = "2 reading /local/domain/1/device/vif/0/«queue-1»/tx-ring-ref"',
      ],
    ],
    ["to a backend, from a link", `/libxl/1/device/vif/0/backend = "|${BACKEND}"`, ['/local/domain/0/backend/vif/1/«0» = ""'], [`${FRONTEND}/backend = "«${BACKEND}»"`, `/libxl/1/device/vif/0/backend = "«${BACKEND}»"`]],
    [
      "to a domain",
      '/local/domain/1| = ""',
      ['/local/domain/«1» = ""'],
      [
        '/local/domain/0/backend/vif/«1» = ""',
        `${BACKEND}/frontend = "/local/domain/«1»/device/vif/0"`,
        `${BACKEND}/frontend-id = "«1»"`,
        `${FRONTEND}/backend = "/local/domain/0/backend/vif/«1»/0"`,
        `${SECOND}/backend = "/local/domain/3/backend/vif/«1»/1"`,
        '/local/domain/1/error/device/vif/0/error = "2 reading /local/domain/«1»/device/vif/0/queue-1/tx-ring-ref"',
        '/libxl/«1» = ""',
        '/libxl/1/device/vif/0/frontend = "/local/domain/«1»/device/vif/0"',
        '/libxl/1/device/vif/0/backend = "/local/domain/0/backend/vif/«1»/0"',
      ],
    ],
    ["to a domain that the dump does not hold", `${SECOND}/backend-id = "|3"`, [], [`${SECOND}/backend = "/local/domain/«3»/backend/vif/1/1"`, `${SECOND}/backend-id = "«3»"`]],
    ["to another directory", '/vm/a| = ""', ['/vm/«a» = ""'], ['/local/domain/1/vm = "«/vm/a»"']],
    ["to a port", `${SECOND}/event-channel = "|7"`, [`${FRONTEND}/queue-1/event-channel-tx = "«7»"`], [`${SECOND}/event-channel = "«7»"`]],
    ["to a reference that is used once", `${SECOND}/tx-ring-ref = "2|0"`, [`${SECOND}/tx-ring-ref = "«20»"`], []],
    [
      "to a key of a queue",
      `${FRONTEND}/queue-0/event-|channel-tx = "5"`,
      [`${FRONTEND}/queue-0/«event-channel-tx» = "5"`],
      [`${BACKEND}/«feature-split-event-channels» = "1"`, `${FRONTEND}/queue-1/«event-channel-tx» = "7"`],
    ],
    [
      "to a feature",
      `${BACKEND}/feature-split|-event-channels = "1"`,
      [`${BACKEND}/«feature-split-event-channels» = "1"`],
      [`${FRONTEND}/queue-0/«event-channel-tx» = "5"`, `${FRONTEND}/queue-1/«event-channel-tx» = "7"`],
    ],
    ["to a key", `${FRONTEND}/st|ate = "4"`, [`${FRONTEND}/«state» = "4"`], [`${BACKEND}/«state» = "4"`]],
    ["to a key of nobody", '/local/domain/1/na|me = "web01"', ['/local/domain/1/«name» = "web01"'], []],
  ])("%s", (_, marked, declarations, others) => {
    expect(references(HOST, marked, false)).toEqual(others);
    expect(references(HOST, marked, true).toSorted()).toEqual([...declarations, ...others].toSorted());
  });

  test("to a vif without a line of its own are the first below it, and no permissions", () => {
    const text = `${FRONTEND}/state = "4"   (n1,r0)\n${FRONTEND}/mtu = "1500"   (n1,r0)\n${BACKEND}/state = "4"\n`;
    expect(references(text, `${FRONTEND}|/mtu = "1500"   (n1,r0)`, true)).toEqual(['/local/domain/1/device/vif/«0»/state = "4"   (n1,r0)', '/local/domain/0/backend/vif/1/«0»/state = "4"']);
  });

  test("to a queue in an excerpt are the lines in it", () => {
    const text = 'vif/0/queue-1 = ""\nvif/0/queue-1/tx-ring-ref = "8"\n';
    expect(references(text, 'vif/0/queue-1| = ""', true)).toEqual(['vif/0/«queue-1» = ""', 'vif/0/«queue-1»/tx-ring-ref = "8"']);
  });

  test("stand in the order of the dump", () => {
    const lines = openDump(HOST).references(placeIn(HOST, '/local/domain/1| = ""'), true).map(({ start }) => start.line);
    expect(lines).toEqual(lines.toSorted((left, right) => left - right));
  });

  test("follow edits", () => {
    const dump = openDump(HOST);
    const link = placeIn(HOST, '/local/domain/1/vm = "/vm/|a"');
    const directory = placeIn(HOST, '/vm/a| = ""');
    expect(dump.references(directory, false)).toHaveLength(1);
    dump.edit({ start: link, end: { ...link, character: link.character + 1 } }, "b");
    expect(dump.references(directory, false)).toHaveLength(0);
    dump.edit({ start: link, end: { ...link, character: link.character + 1 } }, "a");
    expect(dump.references(directory, false)).toHaveLength(1);
    dump.edit({ start: { line: link.line, character: 0 }, end: { line: link.line + 1, character: 0 } }, "");
    expect(dump.references({ ...directory, line: directory.line - 1 }, false)).toHaveLength(0);
  });

  test.each<readonly [whose: string, state: number, own: readonly number[]]>([
    ["a vif that is closed are its own: others may have what it gave up", 6, [2, 3]],
    ["a vif that has just begun are those in use: it may have left its own behind", 1, [3, 5]],
  ])("to a port of %s", (_, state, own) => {
    const keys = [`${FRONTEND}/state = "${state}"`, `${FRONTEND}/multi-queue-num-queues = "2"`, ...[0, 1].map((queue) => `${FRONTEND}/queue-${queue}/event-channel = "7"`)];
    const lines = [...keys, `${SECOND}/state = "4"`, `${SECOND}/event-channel = "7"`];
    const referring = (line: number): number[] => openDump(lines.join("\n")).references({ line, character: (lines[line]?.length ?? 0) - 1 }, true).map(({ start }) => start.line);
    expect(referring(3)).toEqual(own);
    expect(referring(5)).toEqual([5]);
  });

  test("are those of the capture", () => {
    const text = '/a = ""\n/b = "/a"\n/a = ""\n/c = "/a"\n';
    const lines = (line: number): number[] => openDump(text).references({ line, character: 1 }, true).map(({ start }) => start.line);
    expect(lines(0)).toEqual([0, 1]);
    expect(lines(2)).toEqual([2, 3]);
  });
});
