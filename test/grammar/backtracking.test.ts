import { expect, test } from "vitest";
import { EXPRESSIONS } from "./rules";

// The README of this folder says why this makes the time linear.

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
