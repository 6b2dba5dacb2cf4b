import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "../../server/src/dump/split-lines";
import { Text } from "../../server/src/dump/text";
import { undoOf } from "../../server/src/dump/undo";
import { expectNumbered, linesOf, range } from "../dump/numbered-text";
import { edited } from "../edited";
import { propertyRuns } from "./runs";

const anyText = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "\n", "é", ""), { maxLength: 30 }).map((parts) => parts.join(""));
const anyRange = fc.tuple(fc.nat(14), fc.nat(6), fc.nat(14), fc.nat(6)).map(([a, b, c, d]) => (a < c || (a === c && b <= d) ? range(a, b, c, d) : range(c, d, a, b)));

test("an edit of a text is a splice of the string, and can be taken back", () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.tuple(anyRange, anyText), { minLength: 1, maxLength: 5 }), (before, edits) => {
      const text = new Text<never>(before);
      for (const [place, newText] of edits) {
        const was = text.toString();
        const after = edited(was, [{ range: place, newText }]);
        const undo = undoOf(text.replace(place, newText));
        expect(text.toString()).toBe(after);
        expect(linesOf(text)).toEqual(splitLines(after));
        expectNumbered(text);
        expect(edited(after, [undo])).toBe(was);
      }
    }),
    propertyRuns(500),
  );
});

test("an edit of a text of many blocks is a splice of the string", () => {
  const manyLines = fc.tuple(fc.integer({ min: 0, max: 2500 }), fc.constantFrom("\n", "\r\n", "\r")).map(([count, eol]) => Array.from({ length: count }, (_, at) => `${at}${eol}`).join(""));
  const anywhere = fc.tuple(fc.nat(4000), fc.nat(3), fc.oneof(fc.nat(3), fc.nat(2000)), fc.nat(3)).map(([line, a, count, b]) => range(line, Math.min(a, b), line + count, Math.max(a, b)));
  fc.assert(
    fc.property(manyLines, fc.array(fc.tuple(anywhere, fc.oneof(anyText, manyLines)), { minLength: 1, maxLength: 6 }), (before, edits) => {
      const text = new Text<never>(before);
      let expected = before;
      for (const [place, newText] of edits) {
        expected = edited(expected, [{ range: place, newText }]);
        text.replace(place, newText);
      }
      expect(text.toString()).toBe(expected);
      expectNumbered(text);
    }),
    propertyRuns(25),
  );
});
