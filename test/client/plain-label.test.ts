import { expect, test } from "vitest";
import type { CancellationToken, SymbolInformation } from "vscode";
import { plainLabel, plainSymbols } from "../../client/src/plain-label";

test.each([
  ["an icon", "all $(check) is $(sync~spin) well", "all \\$(check) is \\$(sync~spin) well"],
  ["an icon behind a backslash", "\\$(check)", "\\\\$(check)"],
  ["what only looks like one", "$(uname -r) $(a_b) $( $() $(x", "$(uname -r) $(a_b) $( $() $(x"],
])("a label shows %s as text", (_, text, label) => {
  expect(plainLabel(text)).toBe(label);
});

test("the name of a domain in the list of symbols draws no icon", async () => {
  const symbols = ["domain 1 (web$(check)01 $(x))", "domain 2 (db01)"].map((name) => ({ name }) as SymbolInformation);
  const shown = await plainSymbols.provideWorkspaceSymbols("", {} as CancellationToken, () => symbols);
  expect(shown?.map(({ name }) => name)).toEqual(["domain 1 (web\\$(check)01 \\$(x))", "domain 2 (db01)"]);
});

test("a list of symbols that does not come is none", async () => {
  expect(await plainSymbols.provideWorkspaceSymbols("", {} as CancellationToken, () => undefined)).toBeUndefined();
});
