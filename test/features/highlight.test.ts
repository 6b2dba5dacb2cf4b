import { describe, expect, test } from "vitest";
import { openDump } from "../open-dump";
import { placeIn, showRange } from "./marked-lines";
import { BACKEND, FRONTEND, HOST, SECOND } from "./sample-host";

function highlights(text: string, marked: string): string[] {
  return openDump(text)
    .highlights(placeIn(text, marked))
    .map(({ range, kind }) => `${kind} ${showRange(text, range)}`)
    .toSorted();
}

describe("highlights", () => {
  test.each<readonly [what: string, marked: string, expected: readonly string[]]>([
    ["a key and its counterpart", `${FRONTEND}/request-|rx-copy = "1"`, [`read ${BACKEND}/«feature-rx-copy» = "1"`, `write ${FRONTEND}/«request-rx-copy» = "1"`]],
    ["their values", `${FRONTEND}/multi-queue-num-queues = "|2"`, [`read ${BACKEND}/multi-queue-max-queues = "«4»"`, `write ${FRONTEND}/multi-queue-num-queues = "«2»"`]],
    ["a port everywhere", `${SECOND}/event-channel = "7|"`, [`read ${SECOND}/event-channel = "«7»"`, `write ${FRONTEND}/queue-1/event-channel-tx = "«7»"`]],
    ["a reference that is used once", `${SECOND}/tx-ring-ref = "|20"`, [`write ${SECOND}/tx-ring-ref = "«20»"`]],
    [
      "a directory everywhere it is named",
      '/libxl/1/device/vif/0| = ""',
      [
        `read /libxl/1/device/vif/«0»/backend = "${BACKEND}"`,
        `read /libxl/1/device/vif/«0»/frontend = "${FRONTEND}"`,
        'write /libxl/1/device/vif/«0» = ""',
      ],
    ],
    ["a link with its target", '/local/domain/1/vm = "/|vm/a"', ['read /local/domain/1/vm = "«/vm/a»"', 'read /vm/«a»/name = "web01"', 'write /vm/«a» = ""']],
    ["a key of nobody", '/local/domain/1/na|me = "web01"', ['write /local/domain/1/«name» = "web01"']],
  ])("%s", (_, marked, expected) => {
    expect(highlights(HOST, marked)).toEqual(expected);
  });

  test("of a domain are also the ids and the links into it", () => {
    const found = highlights(HOST, '/local/domain/1| = ""');
    expect(found).toContain('write /local/domain/«1» = ""');
    expect(found).toContain(`read ${BACKEND}/frontend-id = "«1»"`);
    expect(found).toContain(`read ${BACKEND}/frontend = "«/local/domain/1»/device/vif/0"`);
    expect(found).toContain('read /local/domain/«1»/name = "web01"');
  });

  test("of a path that stands twice are both lines", () => {
    expect(highlights('/z = ""\n/a = "1"\n/a = "2"\n', '/a| = "1"')).toEqual(['write /«a» = "1"', 'write /«a» = "2"']);
  });

  test("are none beside a word", () => {
    expect(highlights("# nothing\n", "# no|thing")).toEqual([]);
  });

  test("of a huge directory are those around the cursor, and its own line", () => {
    const keys = Array.from({ length: 5000 }, (_, at) => `/a/k${at} = ""\n`).join("");
    const dump = openDump(`/a = ""\n${keys}`);
    const linesFrom = (line: number): number[] => dump.highlights({ line, character: 1 }).map(({ range }) => range.start.line);
    expect(linesFrom(2500)).toEqual([0, ...Array.from({ length: 1000 }, (_, at) => 2000 + at)]);
    expect(linesFrom(3), "its own line is among those around the cursor").toEqual(Array.from({ length: 503 }, (_, at) => at));
  });
});
