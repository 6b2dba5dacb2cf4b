import { describe, expect, test } from "vitest";
import type { Range } from "../../server/src/service";
import { openDump } from "../open-dump";
import { realDump } from "../real-dumps";
import { offset, placeIn } from "./marked-lines";
import { FRONTEND, HOST, hostTree } from "./sample-host";

/** What the selection grows to: its text if that is one line, else its first and its last line. */
function selections(text: string, marked: string): string[] {
  const lines = text.split("\n");
  return openDump(text)
    .selections(placeIn(text, marked))
    .map(({ start, end }) => (start.line === end.line ? (lines[start.line]?.slice(start.character, end.character) ?? "") : `${lines[start.line]?.trim()} … ${lines[end.line]?.trim()}`));
}

/** Whether a range holds another one and is not the same. */
function holds(outer: Range, inner: Range): boolean {
  const grown = [offset(inner.start) - offset(outer.start), offset(outer.end) - offset(inner.end)];
  return Math.min(...grown) >= 0 && Math.max(...grown) > 0;
}

const LINE = `${FRONTEND}/queue-1/tx-ring-ref = "10"`;
const LAST_OF_ALL = HOST.split("\n").at(-2);
const LAST_ERROR = `/local/domain/1/error/device/vif/0/error = "2 reading ${FRONTEND}/queue-1/tx-ring-ref"`;

describe("selections", () => {
  test("grow from the value to the dump", () => {
    expect(selections(HOST, `${FRONTEND}/queue-1/tx-ring-ref = "1|0"`)).toEqual([
      "10",
      '"10"',
      LINE,
      `${FRONTEND}/queue-1 = "" … ${FRONTEND}/queue-1/event-channel-rx = "12"`,
      `${FRONTEND} = "" … ${FRONTEND}/queue-1/event-channel-rx = "12"`,
      `/local/domain/1 = "" … ${LAST_ERROR}`,
      `/tool = "" … ${LAST_OF_ALL}`,
      '/tool = "" … ',
    ]);
  });

  test("grow from the segment of a path", () => {
    expect(selections(HOST, `${FRONTEND}/queue-1/tx-ring|-ref = "10"`).slice(0, 3)).toEqual(["tx-ring-ref", `${FRONTEND}/queue-1/tx-ring-ref`, LINE]);
  });

  test("grow the same way in a tree", () => {
    expect(selections(hostTree(), '       tx-ring-ref = "1|0"')).toEqual([
      "10",
      '"10"',
      '       tx-ring-ref = "10"',
      'queue-1 = "" … event-channel-rx = "12"',
      '0 = "" … event-channel-rx = "12"',
      `1 = "" … ${hostTree().split("\n").find((line) => line.includes("2 reading"))?.trim()}`,
      `tool = "" … ${hostTree().split("\n").at(-2)?.trim()}`,
      'tool = "" … ',
    ]);
  });

  test.each<readonly [what: string, text: string, marked: string, expected: readonly string[]]>([
    ["an empty value, which has its quotes", '/a = ""', '/a = "|"', ['""', '/a = ""']],
    ["a comment", "# a\n# b", "# |a", ["# a", "# a … # b"]],
    ["a capture among several", '# xenstore-ls -f /a\nb = "1"\nc = "2"\n\n# xenstore-ls -f /d\ne = "3"\n', 'c = "|2"', ["2", '"2"', 'c = "2"', 'b = "1" … c = "2"', '# xenstore-ls -f /a … c = "2"', "# xenstore-ls -f /a … "]],
    ["a capture with blank lines and comments below its prompt", '/x = ""\n# xenstore-ls -f /a\n\n# a note\nb = "1"\n', 'b = "|1"', ["1", '"1"', 'b = "1"', '# xenstore-ls -f /a … b = "1"', '/x = "" … ']],
    ["lines in a row only", '/a/b = ""\n/z = ""\n/a/c = ""\n/a/d = ""', '/a/c = "|"', ['""', '/a/c = ""', '/a/c = "" … /a/d = ""', '/a/b = "" … /a/d = ""']],
    ["a wrapped entry", '/a/b =\n"1"\n/a/c = ""\n/d = ""', '"1|"', ["1", '"1"', '/a/b = … "1"', '/a/b = … /a/c = ""', '/a/b = … /d = ""']],
  ])("of %s", (_, text, marked, expected) => {
    expect(selections(text, marked)).toEqual(expected);
  });

  test.each(["g1v1.flat-perms.xenstore", "odd.pipe.tree.xenstore", "oxenstored.g1v1.tree.xenstore"])("lie in each other everywhere in %s", (name) => {
    const dump = openDump(realDump(name));
    const wrong: unknown[] = [];
    for (let line = 0; line < dump.lineCount; line += 1) {
      const length = dump.lineText(line)?.length ?? 0;
      for (const character of [0, length >> 1, length]) {
        const ranges = dump.selections({ line, character });
        const nested = ranges.every((range, at) => at === 0 || holds(range, ranges[at - 1] ?? range));
        if (!nested || ranges.at(-1)?.end.line !== dump.lineCount - 1) wrong.push({ line, character, ranges });
      }
    }
    expect(wrong).toEqual([]);
  });
});
