import { expect, test } from "vitest";
import { isFlattened } from "../../server/src/dump/damage";

const PAIRS = ['a = "1"', 'b = "2"', 'c = "3"'];

test.each([
  ["blanks", PAIRS.join("  \t ")],
  ["blanks, and none around their signs,", PAIRS.join("  ").replaceAll(" = ", "=")],
  ["tags of a page", PAIRS.join("<br /></td>\t<td> ")],
])("pairs with %s between them are flattened text", (_, text) => {
  expect(isFlattened(text)).toBe(true);
});
