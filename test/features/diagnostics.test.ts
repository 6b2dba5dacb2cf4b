import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../server/src/service";
import { inside, openDump } from "../open-dump";

const FRONTEND = "/local/domain/1/device/vif/0";
const REQUEST = `${FRONTEND}/multi-queue-num-queues = "2"\n`;
const QUEUE = ["tx-ring-ref", "rx-ring-ref", "event-channel"].map((key, at) => `${FRONTEND}/queue-0/${key} = "${8 + at}"\n`).join("");
/** The one queue that is there is related to the request, which asks for two. */
const RELATED_BELOW = REQUEST + QUEUE;
const RELATED_ABOVE = QUEUE + REQUEST;

/** The line of each diagnostic, and the lines related to it. */
function linesOf(diagnostics: readonly Diagnostic[]): (readonly [line: number, related: readonly number[]])[] {
  return diagnostics.map(({ range, related }) => [range.start.line, related.map((place) => place.range.start.line)]);
}

describe("after an edit that moves lines, a diagnostic stands where it belongs, and so does what is related to it", () => {
  test.each<readonly [what: string, text: string, line: number, before: ReturnType<typeof linesOf>, after: ReturnType<typeof linesOf>]>([
    ["only the related place moves", RELATED_BELOW, 1, [[0, [1]]], [[0, [2]]]],
    ["only the diagnostic moves", RELATED_ABOVE, 3, [[3, [0]]], [[4, [0]]]],
    ["both move", RELATED_BELOW, 0, [[0, [1]]], [[1, [2]]]],
    ["neither moves", RELATED_BELOW, 4, [[0, [1]]], [[0, [1]]]],
  ])("%s", (_, text, line, before, after) => {
    const dump = openDump(text);
    expect(linesOf(dump.diagnostics())).toEqual(before);
    const start = { line, character: 0 };
    dump.edit({ start, end: start }, "# a comment\n");
    expect(linesOf(dump.diagnostics())).toEqual(after);
    dump.edit({ start, end: { line: line + 1, character: 0 } }, "");
    expect(linesOf(dump.diagnostics())).toEqual(before);
  });
});

test("a tree without indentation is reported at its first repeated name, in whatever order edits made them so", () => {
  const text = '0 = ""\nmac = "00:16:3e:00:00:01"\nhandle = "0"\n1 = ""\nmac = "00:16:3e:00:00:02"\nhandle = "1"\n';
  const dump = openDump(text);
  const fresh = dump.diagnostics();
  expect(fresh.map(({ code, range }) => [code, range.start.line])).toEqual([["duplicate-path", 4]]);
  dump.edit({ start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, "x");
  expect(dump.diagnostics().map(({ range }) => range.start.line)).toEqual([5]);
  dump.edit({ start: { line: 4, character: 0 }, end: { line: 4, character: 1 } }, "");
  expect(dump.diagnostics()).toEqual(fresh);
});

test("a tree has lost its indentation or not by the directory that stands first, in whatever order edits made them so", () => {
  const device = ' 0 = ""\n';
  const [above, below] = ['tool = ""\na = ""\n', ' queue-2 = ""\n k = "1"\n k = "1"\n'];
  const dump = openDump(above + below);
  dump.edit({ start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, device);
  expect(dump.diagnostics()).toEqual(openDump(above + device + below).diagnostics());
});

test.each([
  ["lost indentation", '0 = ""\nmac = "00:16:3e:00:00:01"\n1 = ""\nmac = "00:16:3e:00:00:02"\n', "duplicate-path"],
  ["the text around a dump", 'Please look at this, and tell me what is wrong with it.\n\n/tool/x = "1"\n', "malformed-line"],
])("the one finding in the place of several stays the same object, so that no fix seems to change it: %s", (_, text, code) => {
  const dump = inside(openDump(text));
  const before = [...dump.findings()];
  expect(before.map((finding) => finding.code)).toEqual([code]);
  expect([...dump.findings()][0]).toBe(before[0]);
});
