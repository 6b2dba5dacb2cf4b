import { describe, expect, test } from "vitest";
import { readLine } from "../../server/src/dump/read-line";
import { REAL_DUMPS, realDump } from "../real-dumps";
import { textIn, tokenize, type Token } from "./tokenize";

interface Parts {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly permissions: string;
}

function shownBy(tokens: readonly Token[]): Parts {
  const permissions = tokens.findIndex((token) => token.scopes.includes("punctuation.definition.permissions.begin.xenstore"));
  return {
    key: textIn(tokens, "meta.path.key.xenstore"),
    operator: textIn(tokens, "keyword.operator.assignment.xenstore"),
    value: textIn(tokens, "string.quoted.double.xenstore"),
    permissions: permissions < 0 ? "" : tokens.slice(permissions).map((token) => token.text).join(""),
  };
}

function readByServer(line: string): Parts {
  const { kind, pathStart, pathEnd, valueStart, valueEnd, permissionsStart, permissionsEnd } = readLine(line);
  if (kind !== "entry") return { key: "", operator: "", value: "", permissions: "" };
  const path = line.slice(pathStart, pathEnd);
  return {
    // In deep trees the tool cuts names away completely; the server then takes the blank for the name.
    key: path.slice(path.lastIndexOf("/") + 1).trim(),
    operator: "=",
    value: `"${line.slice(valueStart, valueEnd)}"`,
    permissions: line.slice(permissionsStart, permissionsEnd),
  };
}

describe.each(REAL_DUMPS)("the real dump %s", (dump) => {
  const lines = realDump(dump).split(/\r?\n/);
  const tokens = tokenize(lines);

  test("has nothing invalid", () => {
    const invalid = tokens.flat().filter((token) => token.scopes.some((scope) => scope.startsWith("invalid")));
    expect(invalid).toEqual([]);
  });

  test("is coloured as the server reads it", () => {
    expect(tokens.map(shownBy)).toEqual(lines.map(readByServer));
  });
});
