import { expect, test } from "vitest";
import { damageIn, isFlattened } from "../../server/src/dump/damage";
import { Text } from "../../server/src/dump/text";

const PAIRS = ['a = "1"', 'b = "2"', 'c = "3"'];

test.each([
  ["blanks", PAIRS.join("  \t ")],
  ["tags of a page", PAIRS.join("<br /></td>\t<td> ")],
])("pairs with %s between them are flattened text", (_, text) => {
  expect(isFlattened(text)).toBe(true);
});

test.each([
  ["blanks", " ".repeat(8 << 20)],
  ["tabs", "\t".repeat(8 << 20)],
  ["tags", "<b>".repeat(6 << 20)],
  ["tags and blanks", "<b> ".repeat(4 << 20)],
])("a line of millions of %s is none, and is looked at without an end of memory", (_, text) => {
  const line = new Text(`${text}x\n`).lineAt(0);
  expect(line && damageIn(line)).toBeUndefined();
});
