import { describe, expect, test } from "vitest";
import { splitLines } from "../../server/src/dump/split-lines";
import type { LineChange } from "../../server/src/dump/line-change";
import { Text, type Range } from "../../server/src/dump/text";
import { expectNumbered, linesOf, range } from "./numbered-text";

/** From which line on, and how many, a change rewrote, removed and inserted. */
function counts({ first, rewritten, removed, inserted }: LineChange<never>): object {
  return { first, rewritten: rewritten.length, removed: removed.length, inserted: inserted.length };
}

describe("splitLines", () => {
  test.each([
    ["", [["", ""]]],
    ["a", [["a", ""]]],
    ["a\n", [["a", "\n"], ["", ""]]],
    ["a\r\nb", [["a", "\r\n"], ["b", ""]]],
    ["a\rb\n", [["a", "\r"], ["b", "\n"], ["", ""]]],
    ["\r\r\n\n", [["", "\r"], ["", "\r\n"], ["", "\n"], ["", ""]]],
    ["a\n\rb", [["a", "\n"], ["", "\r"], ["b", ""]]],
    ["a\u2028b\u0085\f", [["a\u2028b\u0085\f", ""]]],
  ])("%j", (text, lines) => {
    expect(splitLines(text).map(({ text: line, eol }) => [line, eol])).toEqual(lines);
  });
});

describe("Text.replace", () => {
  test.each<readonly [what: string, before: string, edited: Range, newText: string, after: string, change: readonly [first: number, rewritten: number, removed: number, inserted: number]]>([
    ["types into a line", "a\nb\nc", range(1, 1, 1, 1), "x", "a\nbx\nc", [1, 1, 0, 0]],
    ["leaves alone what is equal", "a\nb\nc", range(0, 0, 2, 1), "a\nx\nc", "a\nx\nc", [1, 1, 0, 0]],
    ["does nothing", "a\nb", range(0, 0, 1, 1), "a\nb", "a\nb", [2, 0, 0, 0]],
    ["inserts a line", "a\nc", range(1, 0, 1, 0), "b\n", "a\nb\nc", [1, 0, 0, 1]],
    ["removes a line", "a\nb\nc", range(1, 0, 2, 0), "", "a\nc", [1, 0, 1, 0]],
    ["removes the last line", "a\nb", range(0, 1, 1, 1), "", "a", [0, 1, 1, 0]],
    ["splits a line", "ab\n", range(0, 1, 0, 1), "\n", "a\nb\n", [0, 1, 0, 1]],
    ["joins two lines", "a\nb\n", range(0, 1, 1, 0), "", "ab\n", [0, 1, 1, 0]],
    ["removes everything", "a\nb\n", range(0, 0, 9, 0), "", "", [0, 0, 2, 0]],
    ["fills an empty text", "", range(0, 0, 0, 0), "a\nb", "a\nb", [0, 1, 0, 1]],
    ["takes a reversed range", "abc", range(0, 2, 0, 1), "x", "axc", [0, 1, 0, 0]],
    ["takes positions outside", "a\nb", range(-1, -5, 0, 99), "x", "x\nb", [0, 1, 0, 0]],
    ["takes a position behind the text", "a", range(7, 7, 8, 0), "\nb", "a\nb", [0, 1, 0, 1]],
    ["joins a lone carriage return with the line feed that comes", "a\rb", range(1, 0, 1, 0), "\n", "a\r\nb", [0, 1, 0, 0]],
    ["parts a carriage return from its line feed", "a\r\nb", range(1, 0, 1, 0), "x\n", "a\r\nx\nb", [1, 0, 0, 1]],
    ["joins across an emptied line", "a\rb\nc", range(1, 0, 1, 1), "", "a\r\nc", [0, 1, 1, 0]],
    ["changes a line end", "a\r\nb", range(0, 1, 1, 0), "\n", "a\nb", [0, 1, 0, 0]],
    ["puts a carriage return before a line feed", "a\nb", range(0, 1, 0, 1), "\r", "a\r\nb", [0, 1, 0, 0]],
  ])("%s", (_, before, edited, newText, after, [first, rewritten, removed, inserted]) => {
    const text = new Text<never>(before);
    expect(counts(text.replace(edited, newText))).toEqual({ first, rewritten, removed, inserted });
    expect(text.toString()).toBe(after);
    expect(linesOf(text)).toEqual(splitLines(after));
    expectNumbered(text);
  });

  test("keeps the lines that stay", () => {
    const text = new Text<never>("a\nb\nc\nd");
    const [first, second, third, fourth] = text.lines();
    text.replace(range(1, 0, 2, 1), "x");
    expect([...text.lines()]).toEqual([first, second, fourth]);
    expect(second?.text).toBe("x");
    expect([...text.lines()]).not.toContain(third);
  });

  test("reads a line anew", () => {
    const text = new Text<never>("# a");
    text.replace(range(0, 0, 0, 3), '/a = "b"');
    expect(text.lineAt(0)?.value).toBe("b");
  });
});

describe("Text.clamp", () => {
  test.each([
    [-1, 5, 0, 0],
    [0, -1, 0, 0],
    [0, 2, 0, 2],
    [0, 9, 0, 3],
    [1, 0, 1, 0],
    [2, 0, 1, 1],
  ])("line %i, character %i is line %i, character %i", (line, character, nearestLine, nearestCharacter) => {
    expect(new Text("abc\nd").clamp({ line, character })).toEqual({ line: nearestLine, character: nearestCharacter });
  });
});

test.each([["a"], ["# a"], [""], ["[...]"], ["$ xenstore-ls"]])("lines %j share one syntax, since there may be millions of them", (line) => {
  const [first, second] = new Text<never>(`${line}\n${line}\n`).lines();
  expect(second?.syntax).toBe(first?.syntax);
});
