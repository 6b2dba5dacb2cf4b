import { expect } from "vitest";
import type { Range, Text } from "../../server/src/dump/text";

/** A range from two pairs of line and character. */
export function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): Range {
  return { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } };
}

/** The lines of a text with their ends. */
export function linesOf(text: Text<never>): { text: string; eol: string }[] {
  return Array.from(text.lines(), ({ text: line, eol }) => ({ text: line, eol }));
}

/** Checks that all ways to number and to walk the lines agree. */
export function expectNumbered(text: Text<never>): void {
  const lines = [...text.lines()];
  expect(text.lineCount).toBe(lines.length);
  const stray = lines.filter(
    (line, number) =>
      text.lineAt(number) !== line ||
      line.number !== number ||
      text.next(line) !== lines[number + 1] ||
      text.previous(line) !== lines[number - 1] ||
      lines.slice(number + 1, number + 2).some((next) => !line.isBefore(next) || next.isBefore(line)),
  );
  expect(stray).toEqual([]);
  expect(text.lineAt(-1)).toBeUndefined();
  expect(text.lineAt(lines.length)).toBeUndefined();
}
