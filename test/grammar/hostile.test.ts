import { expect, test } from "vitest";
import { EXPRESSIONS } from "./rules";
import { textIn, tokenize } from "./tokenize";

// The README of this folder says why these two properties make the grammar linear.

/** The quantifiers of an expression that have no upper bound and can give back what they took. */
function backtracking(expression: string): string[] {
  const bare = expression.replaceAll(/\\.|\[(?:\\.|[^\]\\])+\]/g, "x").replaceAll("(?", "(");
  return (bare.match(/[*+?][+?]?|\{\d+,\}/g) ?? []).filter((quantifier) => !/^\?|^[*+]\+$/.test(quantifier));
}

test("nothing without a bound can backtrack, but for one lazy search", () => {
  expect(backtracking("a+(?:b*|[+*]++)*+\\+.*?c{2,}")).toEqual(["+", "*", "*?", "{2,}"]);
  const suspects = EXPRESSIONS.map((expression) => [expression, backtracking(expression)] as const);
  expect(suspects.filter(([, quantifiers]) => quantifiers.length > 0)).toEqual([
    ['\\G[ \\t]*+(\\S.*?)[ ](=)[ ](?=")', ["*?"]],
  ]);
});

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
