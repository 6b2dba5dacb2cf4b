import { expect, test } from "vitest";
import { textIn, tokenize } from "../grammar/tokenize";

const LONG = 100_000;

test.each([
  ["quotes", '"'.repeat(LONG)],
  ["quotes and blanks", '" '.repeat(LONG / 2)],
  ["permissions", '"   (n0,r1)'.repeat(LONG / 10)],
  ["leaders", '" . . .'.repeat(LONG / 7)],
  ["backslashes", "\\".repeat(LONG)],
  ["cuts", '\\x8\\..."'.repeat(LONG / 8)],
  ["digits", `${"1".repeat(LONG)} `],
])("a value of 100 kB of %s ends at the last quote", (_name, value) => {
  const [line = []] = tokenize([`/a/b = "${value}"   (n0,r1)`]);
  expect(textIn(line, "string.quoted.double.xenstore")).toBe(`"${value}"`);
  expect(textIn(line, "punctuation.definition.permissions.end.xenstore")).toBe(")");
});

test.each([
  ["blanks", `a${" ".repeat(LONG)}b`],
  ["slashes", "/".repeat(LONG)],
  ["directories", "/a".repeat(LONG / 2)],
  ["vifs", "vif/0/".repeat(LONG / 6)],
  ["equals signs", " = ".repeat(LONG / 3)],
  ["quote marks", "> ".repeat(LONG / 2)],
  ["stars", " *".repeat(LONG / 2)],
  ["prompts", "a@b c$x".repeat(LONG / 7)],
  ["parentheses", "(n0,".repeat(LONG / 4)],
  ["leaders without permissions", `/a = "1"${" .".repeat(LONG / 2)}`],
])("a line of 100 kB of %s leaves the next one alone", (_name, hostile) => {
  const [, next = []] = tokenize([hostile, '/a/b = "1"']);
  expect(textIn(next, "meta.path.key.xenstore")).toBe("b");
  expect(textIn(next, "constant.numeric.integer.xenstore")).toBe("1");
});
