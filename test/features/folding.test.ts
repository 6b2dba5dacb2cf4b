import { describe, expect, test } from "vitest";
import { finish, openDump } from "../open-dump";
import { FRONTEND, HOST, hostTree } from "./sample-host";

/** The folds with their first lines. */
function folds(text: string, limit?: number): string[] {
  const lines = text.split("\n");
  return finish(openDump(text).folds(limit)).map(({ start, end, kind }) => `${start}-${end}${kind === "comment" ? " comment" : ""}: ${lines[start]?.trim()}`);
}

describe("folds", () => {
  test("of a flat dump are directories by their common path", () => {
    expect(folds(HOST).filter((fold) => fold.includes("/local/domain/1"))).toEqual([
      '18-55: /local/domain/1 = ""',
      '21-22: /local/domain/1/memory = ""',
      '23-50: /local/domain/1/device = ""',
      '24-26: /local/domain/1/device/vbd = ""',
      '25-26: /local/domain/1/device/vbd/51712 = ""',
      '27-50: /local/domain/1/device/vif = ""',
      `28-43: ${FRONTEND} = ""`,
      `34-38: ${FRONTEND}/queue-0 = ""`,
      `39-43: ${FRONTEND}/queue-1 = ""`,
      '44-50: /local/domain/1/device/vif/1 = ""',
      '51-55: /local/domain/1/error = ""',
      '52-55: /local/domain/1/error/device = ""',
      '53-55: /local/domain/1/error/device/vif = ""',
      '54-55: /local/domain/1/error/device/vif/0 = ""',
    ]);
  });

  test("of the same tree are the same", () => {
    const [flat, tree] = [HOST, hostTree()].map((text) => finish(openDump(text).folds()));
    expect(tree).toEqual(flat);
  });

  test.each<readonly [what: string, text: string, folds: readonly string[]]>([
    ["nothing", "", []],
    ["single lines", '/a = ""\n/b = ""\n', []],
    ["directories without lines of their own, the innermost where several begin", `${FRONTEND}/a = ""\n${FRONTEND}/b = ""\n/local/domain/1/device/vif/1/a = ""\n/local/domain/1/device/vif/1/b = ""\n`, [`0-1: ${FRONTEND}/a = ""`, '2-3: /local/domain/1/device/vif/1/a = ""']],
    ["each piece of a scattered directory", '/a/b = ""\n/a/c = ""\n/z = ""\n/a/d = ""\n/a/e = ""\n', ['0-1: /a/b = ""', '3-4: /a/d = ""']],
    ["captures, from their prompts", '# xenstore-ls -f /a\nb = ""\nc = ""\n\n# xenstore-ls /d\ne = ""\n f = ""\n', ["0-2: # xenstore-ls -f /a", "4-6: # xenstore-ls /d", '5-6: e = ""']],
    ["one capture, from its prompt", '# xenstore-ls -f /a\nb = ""\nc = ""\n', ["0-2: # xenstore-ls -f /a"]],
    ["captures without prompts", '/a = ""\n/a/b = ""\n/a = ""\n/a/b = ""\n', ['0-1: /a = ""', '2-3: /a = ""']],
    ["captures without prompts, of several directories", '/a/b = ""\n/c = ""\n/a/b = ""\n/c = ""\n', ['0-1: /a/b = ""', '2-3: /a/b = ""']],
    ["captures, but not of one line", '/a = ""\n/a = ""\n/a/b = ""\n', ['1-2: /a = ""']],
    ["comments in a row", '# a\n# b\n# c\n/a = ""\n# d\n/b = ""\n# e\n# f\n', ["0-2 comment: # a", "6-7 comment: # e"]],
    ["directories with comments in them", '/a = ""\n# b\n/a/b = ""\n# c\n', ['0-2: /a = ""']],
    ["lines that were left out", 'a = ""\n b = ""\n[...]\n\n', ['0-2: a = ""']],
    ["wrapped entries to their end", '/a = ""\n/a/b =\n"1"\n/c = ""\n', ['0-2: /a = ""']],
  ])("are of %s", (_, text, expected) => {
    expect(folds(text)).toEqual(expected);
  });

  test("are the outermost where there are too many", () => {
    expect(folds(HOST, 5)).toEqual(['0-1: /tool = ""', '2-55: /local = ""', '3-55: /local/domain = ""', '56-58: /vm = ""', '59-65: /libxl = ""']);
    expect(folds(HOST, 0)).toEqual([]);
  });
});
