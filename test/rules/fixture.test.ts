import { describe, expect, it } from "vitest";
import { readFixture, writeMarked } from "./fixture";

const read = (...lines: readonly string[]) => readFixture("some-rule.xenstore", lines.map((line) => `${line}\n`).join(""));

describe("a fixture", () => {
  it("holds cases with marks, directives and fixes", () => {
    const cases = read(
      "For people.",
      "#=== one",
      "#! crlf",
      'a = "1"',
      "#     ^ some-rule error: What is wrong.",
      "# <- related: Because.",
      "# a comment of the dump",
      "#--- fix: Fix it (preferred)",
      'a = "2"',
      "#--- fix: Leave nothing",
      "#=== two",
      "#! silent",
      "#! no final newline",
      'b = ""',
    );
    expect(cases).toStrictEqual([
      {
        title: "one",
        line: 2,
        text: 'a = "1"\r\n# a comment of the dump\r\n',
        marks: [
          { line: 0, start: 6, end: 7, label: "some-rule error", message: "What is wrong." },
          { line: 0, start: 0, end: 1, label: "related", message: "Because." },
        ],
        fixes: [
          { title: "Fix it", preferred: true, text: 'a = "2"\r\n' },
          { title: "Leave nothing", preferred: false, text: "" },
        ],
      },
      { title: "two", line: 11, text: 'b = ""', marks: [], fixes: undefined },
    ]);
  });

  it("tells a case without fixes from one that does not speak of them", () => {
    const cases = read("#=== one", "a", "# <- some-rule error", "#--- no fixes", "#=== two", "a", "# <- other-rule error");
    expect(cases.map(({ fixes }) => fixes)).toStrictEqual([[], undefined]);
  });

  it("is written as it is read", () => {
    const lines = ['a = "1"', "# <- some-rule error", "#     ^ some-rule hint: Zeros.", "b", "# <- related: Here."];
    const [one] = read("#=== one", ...lines);
    expect(writeMarked(one?.text ?? "", one?.marks ?? [])).toBe(`${lines.join("\n")}\n`);
  });

  it.each([
    ["no case", ["a = 1"], 'some-rule.xenstore: no case: a line "#=== title" begins one'],
    ["an unknown directive", ["#=== one", "#! quiet"], "some-rule.xenstore:2: unknown directive; there are: silent, crlf, no final newline"],
    ["a mark under nothing", ["#=== one", "#  ^ some-rule error"], "some-rule.xenstore:2: a mark stands under the line that it marks, and there is none"],
    ["a mark beside the line", ["#=== one", "a", "#  ^ some-rule error"], "some-rule.xenstore:3: the mark is longer than the line above"],
    ["an unknown level", ["#=== one", "a", "# <- some-rule fatal"], 'some-rule.xenstore:3: the label is neither "code level", nor "related"'],
    ["related information that says nothing", ["#=== one", "a", "# <- related"], 'some-rule.xenstore:3: the label is neither "code level", nor "related"'],
    ["no mark", ["#=== one", "a"], 'some-rule.xenstore:1: a case without marks, and no other, says "#! silent"'],
    ["a mark in a silent case", ["#=== one", "#! silent", "a", "# <- some-rule error"], "some-rule.xenstore:1: a case without marks, and no other"],
    ["an unknown section", ["#=== one", "a", "# <- some-rule error", "#--- Fix it"], 'some-rule.xenstore:4: the section is neither "fix: title" nor "no fixes"'],
    ["no fixes and one", ["#=== one", "a", "# <- some-rule error", "#--- no fixes", "#--- fix: Fix it"], 'some-rule.xenstore:4: "no fixes" stands alone'],
  ])("with %s says where and what", (_, lines, message) => {
    expect(() => read(...lines)).toThrow(message);
  });
});
