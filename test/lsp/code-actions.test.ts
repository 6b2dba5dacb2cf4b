import { afterEach, describe, expect, test } from "vitest";
import { TextDocument, type TextEdit } from "vscode-languageserver-textdocument";
import { CodeActionRequest, CodeActionResolveRequest, CodeActionTriggerKind, type ClientCapabilities, type CodeAction, type TextDocumentEdit } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///a.xenstore";
const LITERALS = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, isPreferredSupport: true };
const PLAIN: ClientCapabilities = { textDocument: { codeAction: LITERALS }, workspace: { workspaceEdit: { documentChanges: true } } };
const RESOLVING: ClientCapabilities = { ...PLAIN, textDocument: { codeAction: { ...LITERALS, dataSupport: true, resolveSupport: { properties: ["edit"] } } } };
const { Automatic, Invoked } = CodeActionTriggerKind;
const FIX_ALL = "Fix all queue-missing in this file";

/** Two vifs that lack their second queue each. */
const TEXT = [0, 1]
  .flatMap((vif) => {
    const frontend = `/local/domain/1/device/vif/${vif}`;
    const queue = [`tx-ring-ref = "${8 + vif * 2}"`, `rx-ring-ref = "${9 + vif * 2}"`, `event-channel = "${5 + vif}"`];
    return [`${frontend}/multi-queue-num-queues = "2"\n`, ...queue.map((key) => `${frontend}/queue-0/${key}\n`)];
  })
  .join("");

let client: InProcessClient;
afterEach(() => client.stop());

async function actions(capabilities: ClientCapabilities, triggerKind: CodeActionTriggerKind): Promise<CodeAction[]> {
  client = await InProcessClient.start(capabilities);
  await client.open(URI, TEXT);
  const range = { start: { line: 0, character: 55 }, end: { line: 0, character: 55 } };
  return ((await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics: [], triggerKind } })) ?? []) as CodeAction[];
}

/** The text after an action. */
function applied({ edit }: CodeAction): string {
  const [first] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return TextDocument.applyEdits(TextDocument.create(URI, "xenstore", 1, TEXT), (first?.edits ?? []) as TextEdit[]);
}

/** How many queues have keys in a text. */
const queuesIn = (text: string): number => text.match(/tx-ring-ref/g)?.length ?? 0;

describe("what mends all faults of a rule", () => {
  test("is worked out when the user has chosen it, where the client can wait for that", async () => {
    for (const occasion of [Automatic, Invoked]) {
      const offered = (await actions(RESOLVING, occasion)).find(({ title }) => title === FIX_ALL);
      expect(offered?.edit).toBeUndefined();
      const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction);
      expect(resolved).toMatchObject({ title: FIX_ALL, kind: "quickfix" });
      expect(queuesIn(applied(resolved))).toBe(4);
    }
  });

  test("is worked out for the text as it is then", async () => {
    const offered = (await actions(RESOLVING, Invoked)).find(({ title }) => title === FIX_ALL);
    await client.insert(URI, 2, "# a comment\n");
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 }, edits: [{ range: { start: { line: 5 } } }, { range: { start: { line: 9 } } }] }]);
    await client.close(URI);
    expect(await client.connection.sendRequest(CodeActionResolveRequest.type, offered as CodeAction)).toEqual(offered);
  });

  test("is worked out at once where the client cannot wait, but not wherever the cursor goes", async () => {
    expect((await actions(PLAIN, Automatic)).map(({ title }) => title)).not.toContain(FIX_ALL);
    const offered = (await actions(PLAIN, Invoked)).find(({ title }) => title === FIX_ALL);
    expect(queuesIn(applied(offered as CodeAction))).toBe(4);
  });

  test("stands between the fixes of this one and what silences it", async () => {
    const titles = (await actions(RESOLVING, Automatic)).map(({ title }) => title);
    expect(titles).toEqual(["Generate queue-1", "Fall back to one queue", FIX_ALL, "Ignore queue-missing here", "Ignore queue-missing in this file"]);
  });
});

test("an action that there is nothing to resolve of comes back as it is", async () => {
  const [fix] = await actions(RESOLVING, Invoked);
  expect(await client.connection.sendRequest(CodeActionResolveRequest.type, fix as CodeAction)).toEqual(fix);
  expect(client.logged).toEqual([]);
});
