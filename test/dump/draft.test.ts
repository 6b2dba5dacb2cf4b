import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draft } from "../../server/src/dump/draft";
import type { Line } from "../../server/src/dump/line";
import { isBefore, Text } from "../../server/src/dump/text";
import { edited } from "../edited";
import { propertyRuns } from "../properties/runs";

/** What to do to the lines of a text, by their numbers. */
interface Plan {
  readonly remove?: readonly number[];
  readonly after?: readonly (readonly [number, readonly string[]])[];
  readonly before?: readonly (readonly [number, readonly string[]])[];
  /** Line, start, end, text. */
  readonly replace?: readonly (readonly [number, number, number, string])[];
}

/** Follows a plan and returns the text that its changes make. */
function carriedOut(before: string, plan: Plan): string {
  const text = new Text<never>(before);
  const lineAt = (number: number): Line<never> => {
    const line = text.lineAt(number);
    if (line === undefined) throw new Error(`no line ${number}`);
    return line;
  };
  const draft = new Draft(text);
  for (const [number, lines] of plan.after ?? []) draft.insertAfter(lineAt(number), lines);
  for (const [number, lines] of plan.before ?? []) draft.insertBefore(lineAt(number), lines);
  for (const [number, start, end, newText] of plan.replace ?? []) draft.replace({ line: lineAt(number), start, end }, newText);
  draft.remove((plan.remove ?? []).map(lineAt));
  const { changes } = draft;
  expect(changes.filter(({ range }, at) => at > 0 && isBefore(range.start, changes[at - 1]?.range.end ?? range.start)), "changes that begin before the end of the one above").toEqual([]);
  return edited(before, changes);
}

describe("Draft.changes", () => {
  test.each<readonly [what: string, before: string, plan: Plan, after: string]>([
    ["nothing", "a\nb\n", {}, "a\nb\n"],
    ["a line in the middle goes", "a\nb\nc\n", { remove: [1] }, "a\nc\n"],
    ["the first line goes", "a\nb", { remove: [0] }, "b"],
    ["the last line goes, with an end", "a\nb\n", { remove: [1] }, "a\n"],
    ["the last line goes, without an end", "a\nb", { remove: [1] }, "a"],
    ["the last two lines go, without an end", "a\nb\nc", { remove: [2, 1] }, "a"],
    ["the only line goes", "a", { remove: [0] }, ""],
    ["all lines go", "a\nb", { remove: [0, 1] }, ""],
    ["lines apart go", "a\nb\nc\nd\n", { remove: [0, 2] }, "b\nd\n"],
    ["a line goes twice", "a\nb\nc\n", { remove: [1, 1] }, "a\nc\n"],
    ["lines come below one", "a\nb\n", { after: [[0, ["x", "y"]]] }, "a\nx\ny\nb\n"],
    ["lines come above one", "a\nb\n", { before: [[1, ["x"]]] }, "a\nx\nb\n"],
    ["lines come above the first", "a\n", { before: [[0, ["x"]]] }, "x\na\n"],
    ["lines come below the last, without an end", "a\nb", { after: [[1, ["x", "y"]]] }, "a\nb\nx\ny"],
    ["lines come below the only one", "a", { after: [[0, ["x"]]] }, "a\nx"],
    ["lines come to an empty text", "", { before: [[0, ["x"]]] }, "x\n"],
    ["lines come at one place in turn", "a\n", { after: [[0, ["x"]], [0, ["y"]]] }, "a\nx\ny\n"],
    ["a line comes below one that goes", "a\nb\nc\n", { remove: [1], after: [[1, ["x"]]] }, "a\nx\nc\n"],
    ["a line comes above one that goes", "a\nb\nc\n", { remove: [1], before: [[1, ["x"]]] }, "a\nx\nc\n"],
    ["a line comes below the last one, which goes", "a\nb", { remove: [1], after: [[1, ["x"]]] }, "a\nx"],
    ["lines come between lines that go", "a\nb\nc\nd\n", { remove: [1, 2], after: [[1, ["x"]], [2, ["y"]]] }, "a\nx\ny\nd\n"],
    ["the only line goes and another comes", "a", { remove: [0], after: [[0, ["x"]]] }, "x"],
    ["all lines go and others come", "a\nb", { remove: [0, 1], before: [[0, ["x"]]], after: [[1, ["y"]]] }, "x\ny"],
    ["line ends are those of the text", "a\r\nb", { after: [[1, ["x"]]] }, "a\r\nb\r\nx"],
    ["line ends are those of the line above", "a\nb\r\nc\n", { after: [[1, ["x"]]] }, "a\nb\r\nx\r\nc\n"],
    ["a text without line ends gets one", "a", { before: [[0, ["x"]]] }, "x\na"],
    ["a stretch of a line is replaced", "abc\n", { replace: [[0, 1, 2, "x"]] }, "axc\n"],
    ["two stretches of a line are replaced", "abc\n", { replace: [[0, 2, 3, "y"], [0, 0, 1, "x"]] }, "xby\n"],
    ["a stretch of a line that goes is not replaced", "abc\nd\n", { replace: [[0, 1, 2, "x"]], remove: [0] }, "d\n"],
    ["a stretch is replaced and a line comes below", "abc", { replace: [[0, 1, 2, "x"]], after: [[0, ["y"]]] }, "axc\ny"],
    ["a stretch is replaced at the end and a line comes below", "abc", { replace: [[0, 2, 3, "x"]], after: [[0, ["y"]]] }, "abx\ny"],
  ])("%s", (_, before, plan, after) => {
    expect(carriedOut(before, plan)).toBe(after);
  });

  test("is what the lines say, for any plan", () => {
    const number = fc.nat(5);
    const inserted = fc.array(fc.tuple(number, fc.array(fc.constantFrom("x", "y", "z"), { minLength: 1, maxLength: 2 })), { maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.constantFrom("\n", "\r\n"), fc.array(number, { maxLength: 6 }), inserted, (count, ends, eol, numbers, after) => {
        const lines = [...Array.from({ length: count }, (_, at) => String(at)), ...(ends ? [""] : [])];
        // A plan names lines that hold something, not the empty one behind the last line end.
        const remove = numbers.filter((at) => at < count);
        const come = after.filter(([at]) => at < count);
        const expected = lines.flatMap((line, at) => [...(remove.includes(at) ? [] : [line]), ...come.flatMap(([below, some]) => (below === at ? some : []))]);
        expect(carriedOut(lines.join(eol), { remove, after: come }).split(/\r?\n/)).toEqual(expected.length === 0 ? [""] : expected);
      }),
      propertyRuns(300),
    );
  });
});
