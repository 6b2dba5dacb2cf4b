import { expect, test } from "vitest";
import type { ClientCapabilities } from "vscode-languageserver-protocol/node";
import { readAbilities } from "../../server/src/lsp/client-abilities";

test.each<readonly [what: string, capabilities: object]>([
  ["null for whole parts", { textDocument: null, workspace: null }],
  ["null for what it can be asked", { textDocument: { diagnostic: null, codeAction: { codeActionLiteralSupport: null } } }],
  ["null for the most folds", { textDocument: { foldingRange: { rangeLimit: null } } }],
  ["null for lists", { textDocument: { hover: { contentFormat: null }, completion: { completionItem: { documentationFormat: null }, completionList: { itemDefaults: null } } } }],
  ["nothing of what is asked for later", { textDocument: { codeAction: { dataSupport: true, resolveSupport: {} } } }],
  ["what is asked for later, and not that it keeps what an action is found by", { textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } } }],
  ["nothing of how it inserts", { textDocument: { completion: { completionItem: { insertTextModeSupport: {} } } } }],
])("a client that says %s is one that cannot do it", (_, capabilities) => {
  expect(readAbilities(capabilities as ClientCapabilities)).toEqual(readAbilities({}));
});

test("options that are not what they should be are none", () => {
  expect(readAbilities({}, { commands: {}, rulePages: 7 } as object)).toEqual(readAbilities({}));
});

test.each(["file:///pages", "file:///pages/"])("a client that links codes, unasked or not, and has the pages at %s", (rulePages) => {
  for (const kind of ["diagnostic", "publishDiagnostics"]) {
    expect(readAbilities({ textDocument: { [kind]: { codeDescriptionSupport: true } } }, { rulePages })).toMatchObject({ codeDescriptions: true, rulePages: "file:///pages/" });
  }
});
