import { describe, expect, test } from "vitest";
import { leaderTo } from "../../server/src/dump/leader";
import { Text } from "../../server/src/dump/text";
import { REAL_DUMPS, realDump } from "../real-dumps";

describe("leaderTo", () => {
  test.each(REAL_DUMPS.filter((name) => name.includes("tree-perms")))("leads as the tool does in %s", (name) => {
    const lines = [...new Text(realDump(name)).lines()].filter(({ syntax }) => syntax.kind === "entry" && syntax.value === "whole");
    const written = lines.map((line) => {
      const entry = `${" ".repeat(line.indentation)}${line.path} = "${line.value}"`;
      return entry + leaderTo(entry.length) + line.permissions;
    });
    expect(lines.length).toBeGreaterThan(20);
    expect(written).toEqual(lines.map(({ text }) => text));
  });

  test.each([4, 57, 58])("ends two columns behind the 60th from column %i", (width) => {
    expect(width + leaderTo(width).length).toBe(62);
  });

  test.each([59, 60, 61, 100])("is three blanks from column %i on", (width) => {
    expect(leaderTo(width).trim()).toBe("");
    expect(leaderTo(width)).toHaveLength(3);
  });
});
