import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { splitLines } from "../../server/src/dump/split-lines";
import type { LineChange } from "../../server/src/dump/line-change";
import { Text, type Range } from "../../server/src/dump/text";
import { undoOf } from "../../server/src/dump/undo";
import { propertyRuns } from "../properties/runs";

/** A range from two pairs of line and character. */
function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): Range {
  return { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } };
}

/** The text after an edit, spliced by other means. */
function spliced(text: string, edited: Range, newText: string): string {
  const document = TextDocument.create("", "", 0, text);
  return TextDocument.update(document, [{ range: edited, text: newText }], 1).getText();
}

/** The lines of a text with their ends. */
function linesOf(text: Text<never>): { text: string; eol: string }[] {
  return Array.from(text.lines(), ({ text: line, eol }) => ({ text: line, eol }));
}

/** How many lines a change rewrote, removed and inserted. */
function counts({ first, rewritten, removed, inserted }: LineChange<never>): readonly number[] {
  return [first, rewritten.length, removed.length, inserted.length];
}

/** Checks that all ways to number and to walk the lines agree. */
function expectNumbered(text: Text<never>): void {
  const lines = [...text.lines()];
  expect(text.lineCount).toBe(lines.length);
  const stray = lines.filter(
    (line, number) =>
      text.lineAt(number) !== line ||
      text.numberOf(line) !== number ||
      text.next(line) !== lines[number + 1] ||
      text.previous(line) !== lines[number - 1] ||
      lines.slice(number + 1, number + 2).some((next) => !line.isBefore(next) || next.isBefore(line)),
  );
  expect(stray).toEqual([]);
  expect(text.lineAt(-1)).toBeUndefined();
  expect(text.lineAt(lines.length)).toBeUndefined();
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
  test.each<readonly [what: string, before: string, edited: Range, newText: string, after: string, change: readonly number[]]>([
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
  ])("%s", (_, before, edited, newText, after, change) => {
    const text = new Text<never>(before);
    expect(counts(text.replace(edited, newText))).toEqual(change);
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

  const anyText = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\n", "é", ""), { maxLength: 30 }).map((parts) => parts.join(""));
  const anyRange = fc.tuple(fc.nat(14), fc.nat(6), fc.nat(14), fc.nat(6)).map(([a, b, c, d]) => (a < c || (a === c && b <= d) ? range(a, b, c, d) : range(c, d, a, b)));

  test("is a splice of the string, and can be taken back", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.tuple(anyRange, anyText), { minLength: 1, maxLength: 5 }), (before, edits) => {
        const text = new Text<never>(before);
        for (const [edited, newText] of edits) {
          const was = text.toString();
          const after = spliced(was, edited, newText);
          const undo = undoOf(text.replace(edited, newText));
          expect(text.toString()).toBe(after);
          expect(linesOf(text)).toEqual(splitLines(after));
          expectNumbered(text);
          expect(spliced(after, undo.range, undo.newText)).toBe(was);
        }
      }),
      propertyRuns(500),
    );
  });

  test("is so for texts of many blocks", () => {
    const manyLines = fc.tuple(fc.integer({ min: 0, max: 2500 }), fc.constantFrom("\n", "\r\n", "\r")).map(([count, eol]) => Array.from({ length: count }, (_, at) => `${at}${eol}`).join(""));
    const anywhere = fc.tuple(fc.nat(4000), fc.nat(3), fc.oneof(fc.nat(3), fc.nat(2000)), fc.nat(3)).map(([line, a, count, b]) => range(line, Math.min(a, b), line + count, Math.max(a, b)));
    fc.assert(
      fc.property(manyLines, fc.array(fc.tuple(anywhere, fc.oneof(anyText, manyLines)), { minLength: 1, maxLength: 6 }), (before, edits) => {
        const text = new Text<never>(before);
        let expected = before;
        for (const [edited, newText] of edits) {
          expected = spliced(expected, edited, newText);
          text.replace(edited, newText);
        }
        expect(text.toString()).toBe(expected);
        expectNumbered(text);
      }),
      propertyRuns(25),
    );
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
