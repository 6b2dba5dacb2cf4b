import { afterEach, describe, expect, test } from "vitest";
import { CompletionRequest, type ClientCapabilities, type CompletionList, type TextEdit } from "vscode-languageserver-protocol/node";
import { edited } from "../edited";
import { InProcessClient } from "./in-process";

const URI = "file:///host.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
/** The cursor is behind the slash, before a name that may stay or go. */
const START = { line: 0, character: FRONTEND.length + 1 };
const INSERT = { start: START, end: START };
const REPLACE = { start: START, end: { line: 0, character: FRONTEND.length + 4 } };

let client: InProcessClient;
afterEach(() => {
  client.stop();
  if (client.logged.length > 0) throw new Error(client.logged.join("\n"));
});

describe("a whole vif", () => {
  test.each<readonly [who: string, snippetSupport: boolean, begins: readonly string[], ends: string, format: number | undefined]>([
    [
      "to tab through, each number once, to a client that can",
      true,
      ['/local/domain/${3:0}/backend/vif/${1:1}/${2:0} = ""', '/local/domain/${3}/backend/vif/${1}/${2}/frontend = "/local/domain/${1}/device/vif/${2}"'],
      '/feature-rx-notify = "1"\n${0}',
      2,
    ],
    ["as plain text to one that cannot", false, ['/local/domain/0/backend/vif/1/0 = ""', '/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"'], '/feature-rx-notify = "1"\n', undefined],
  ])("is given %s", async (_, snippetSupport, begins, ends, format) => {
    client = await InProcessClient.start({ textDocument: { completion: { completionItem: { snippetSupport } } } });
    await client.open(URI, "");
    const list = (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position: { line: 0, character: 0 } })) as CompletionList;
    const item = list.items.find(({ label }) => label === "vif");
    const text = item?.textEdit?.newText ?? "";
    expect([text.split("\n").slice(0, 2), text.endsWith(ends), item?.insertTextFormat, item?.detail]).toEqual([begins, true, format, "both halves, one queue"]);
  });
});

test.each([
  ["leads on", ["editor.action.triggerSuggest"]],
  ["leads nowhere where the client has no command for that", []],
])("a list that is too long is in order, is asked for anew as more is typed, and %s", async (_, commands) => {
  client = await InProcessClient.start({ textDocument: { completion: { completionItem: { insertTextModeSupport: { valueSet: [1] } } } } }, { commands });
  await client.open(URI, `/local/domain/\n${Array.from({ length: 1000 }, (_domain, domid) => `/local/domain/${domid}/name = ""\n`).join("")}`);
  const list = (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position: { line: 0, character: 14 } })) as CompletionList;
  expect(list).toMatchObject({ isIncomplete: true, items: expect.objectContaining({ length: 200 }) as object });
  expect(list.items.toSorted(({ sortText: left = "" }, { sortText: right = "" }) => (left < right ? -1 : 1)).map(({ label }) => label)).toEqual(Array.from({ length: 200 }, (_domain, domid) => String(domid)));
  expect([list.items[0]?.insertTextMode, list.items[0]?.command?.command]).toEqual([1, commands[0]]);
});

describe("what a completion inserts, and what it replaces, is told", () => {
  test.each<readonly [who: string, insertReplaceSupport: boolean, itemDefaults: readonly string[], expected: object]>([
    ["with each item to a client that leaves it to the user", true, [], { textEdit: { newText: "state", insert: INSERT, replace: REPLACE } }],
    ["with each item to one that only inserts", false, [], { textEdit: { newText: "state", range: INSERT } }],
    ["once to one that takes what items have in common", true, ["editRange"], { textEditText: "state", list: { insert: INSERT, replace: REPLACE } }],
    ["once to one that only inserts", false, ["editRange"], { textEditText: "state", list: INSERT }],
  ])("%s", async (_, insertReplaceSupport, itemDefaults, expected) => {
    const capabilities: ClientCapabilities = { textDocument: { completion: { completionItem: { insertReplaceSupport }, completionList: { itemDefaults: [...itemDefaults] } } } };
    client = await InProcessClient.start(capabilities);
    await client.open(URI, `${FRONTEND}/mac = ""\n`);
    const list = (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position: START })) as CompletionList;
    const item = list.items.find(({ label }) => label === "state");
    expect({ textEdit: item?.textEdit, textEditText: item?.textEditText, list: list.itemDefaults?.editRange }).toEqual(expected);
  });
});

test("what belongs one level up takes the blanks before it away", async () => {
  client = await InProcessClient.start({});
  const text = '0 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n state = "4"\n queue-0 = ""\n  event-channel = "5"\n  q';
  await client.open(URI, text);
  const list = (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position: { line: 5, character: 3 } })) as CompletionList;
  const { textEdit, additionalTextEdits = [] } = list.items.find(({ label }) => label === "queue-1") ?? {};
  const edits = [textEdit as TextEdit, ...additionalTextEdits];
  expect(edited(text, edits)).toBe(text.replace(/  q$/, ' queue-1 = ""'));
  expect(list.items.find(({ label }) => label === "tx-ring-ref")?.additionalTextEdits).toBeUndefined();
});
