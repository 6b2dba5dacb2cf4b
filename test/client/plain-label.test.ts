import { expect, test } from "vitest";
import type { CancellationToken, SymbolInformation } from "vscode";
import { plainSymbols } from "../../client/src/plain-label";

test("the name of a domain in the list of symbols draws no icon", async () => {
  const symbols = ["domain 1 (web$(check)01 $(x))", "domain 2 (db01)"].map((name) => ({ name }) as SymbolInformation);
  const shown = await plainSymbols.provideWorkspaceSymbols("", {} as CancellationToken, () => symbols);
  expect(shown?.map(({ name }) => name)).toEqual(["domain 1 (web\\$(check)01 \\$(x))", "domain 2 (db01)"]);
});

test("a list of symbols that does not come is none", async () => {
  expect(await plainSymbols.provideWorkspaceSymbols("", {} as CancellationToken, () => undefined)).toBeUndefined();
});
