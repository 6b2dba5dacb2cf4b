import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText, type Dump, type Position, type Range } from "../../server/src/service";
import { inside, openDump } from "../open-dump";
import { DOCUMENTS } from "./documents";
import { anyEdit } from "./edits";
import { propertyRuns } from "./runs";

const anyDocument = fc.constantFrom(...Object.values(DOCUMENTS));
const anyPlace = fc.nat({ max: 1_000_000 });

/** A position of a text, the same one for the same number. */
function positionAt(dump: Dump, place: number): Position {
  const line = place % dump.lineCount;
  return { line, character: Math.floor(place / 7) % ((dump.lineText(line)?.length ?? 0) + 1) };
}

/** A range between two positions, in order. */
function rangeAt(dump: Dump, one: number, other: number): Range {
  const [start, end] = [positionAt(dump, one), positionAt(dump, other)].toSorted((left, right) => left.line - right.line || left.character - right.character);
  return { start: start ?? { line: 0, character: 0 }, end: end ?? { line: 0, character: 0 } };
}

/** A dump after some edits, which may have broken it anywhere. */
function broken(text: string, edits: readonly { changes(dump: Dump): Iterable<{ range: Range; newText: string }> }[]): Dump {
  const dump = openDump(text);
  for (const edit of edits) for (const { range, newText } of edit.changes(dump)) dump.edit(range, newText);
  return dump;
}

/** What a dump says, in whatever order: each node with its value and permissions, in each capture. */
function content(dump: Dump): unknown {
  return inside(dump).store.captures.map(({ root, slash, base }) => [
    root,
    [slash, base].map((top) => [...top.subtree()].map((node) => `${node.path} ${node.entries.map((entry) => [entry.value, entry.permissions, entry.syntax.value].join(" ")).join(", ")}`).toSorted()),
    [...inside(dump).text.lines()].filter(({ syntax }) => syntax.kind !== "entry").map(({ text }) => text),
  ]);
}

describe("whatever the text is", () => {
  test("what is offered stands around the cursor, and no list names a thing twice", () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyEdit, { maxLength: 4 }), anyPlace, (text, edits, place) => {
        const dump = broken(text, edits);
        const position = positionAt(dump, place);
        const found = dump.completions(position, { keepsIndentation: true });
        fc.pre(found !== undefined);
        const { inserted, replaced } = found;
        expect([inserted.start, replaced.start.line, replaced.end.line]).toEqual([replaced.start, position.line, position.line]);
        // Names keep what is behind the cursor, values do not.
        expect([position, replaced.end]).toContainEqual(inserted.end);
        expect(replaced.end.character).toBeGreaterThanOrEqual(position.character);
        expect(inserted.start.character).toBeLessThanOrEqual(position.character);
        for (const { outdent = 0 } of found.completions) {
          const before = dump.lineText(position.line)?.slice(0, inserted.start.character) ?? "";
          expect(outdent).toBeLessThanOrEqual(before.length);
          expect(before.slice(before.length - outdent).trim()).toBe("");
        }
        const texts = found.completions.map((completion) => plainText(completion.text));
        expect(new Set(texts).size).toBe(texts.length);
      }),
      propertyRuns(130),
    );
  });

  test("hints and tokens stand in the text, from the top, without overlaps", () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyEdit, { maxLength: 4 }), anyPlace, anyPlace, (text, edits, one, other) => {
        const dump = broken(text, edits);
        const range = rangeAt(dump, one, other);
        let at = { line: 0, character: 0 };
        for (const { line, start, length } of dump.semanticTokens()) {
          expect(line > at.line || (line === at.line && start >= at.character), `a token at ${line}:${start}, behind one that ends at ${at.line}:${at.character}`).toBe(true);
          expect(length).toBeGreaterThan(0);
          at = { line, character: start + length };
          expect(inside(dump).text.clamp(at)).toEqual(at);
        }
        const lines = { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
        // A value that stands below its key comes with the key.
        const isOwn = ({ line }: { line: number }): boolean => line >= lines.start.line && line < lines.end.line && inside(dump).text.lineAt(line)?.head === undefined;
        expect(dump.semanticTokens(lines).filter(isOwn)).toEqual(dump.semanticTokens().filter(isOwn));
        for (const { position, label } of dump.inlayHints(range)) {
          expect(inside(dump).text.clamp(position)).toEqual(position);
          expect(label).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
      propertyRuns(100),
    );
  });

  test("formatting says the same, and is done at once", () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyEdit, { maxLength: 3 }), fc.option(fc.tuple(anyPlace, anyPlace)), (text, edits, places) => {
        const dump = broken(text, edits);
        const range = places === null ? undefined : rangeAt(dump, ...places);
        const before = openDump(dump.text());
        const changes = before.formatting(range);
        for (const { range: changed } of changes) expect(changed.start.line).toBe(changed.end.line);
        const said = content(before);
        before.editAll(changes.toReversed());
        const after = openDump(before.text());
        expect(content(after)).toEqual(said);
        expect(after.lineCount).toBe(dump.lineCount);
        expect(range === undefined ? after.formatting() : []).toEqual([]);
      }),
      propertyRuns(150),
    );
  });
});
