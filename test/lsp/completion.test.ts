import { afterEach, describe, expect, test } from "vitest";
import { CompletionItemKind, CompletionRequest, CompletionResolveRequest, type ClientCapabilities, type CompletionItem, type CompletionList, type Position, type TextEdit } from "vscode-languageserver-protocol/node";
import { edited } from "../edited";
import { InProcessClient } from "./in-process";

const URI = "file:///host.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const DUMP = `${FRONTEND}/state = "4"\n${FRONTEND}/multi-queue-num-queues = "2"\n${FRONTEND}/queue-0/event-channel = "5"\n${FRONTEND}/\n`;
const AFTER_PATH: Position = { line: 3, character: FRONTEND.length + 1 };
/** The cursor is behind the slash, before a name that may stay or go. */
const START = { line: 0, character: FRONTEND.length + 1 };
const INSERT = { start: START, end: START };
const REPLACE = { start: START, end: { line: 0, character: FRONTEND.length + 4 } };

/** What VS Code says about its completions. */
const COMPLETES: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, documentationFormat: ["markdown", "plaintext"], labelDetailsSupport: true, insertTextModeSupport: { valueSet: [1, 2] } },
      completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode"] },
    },
  },
};

let client: InProcessClient;
afterEach(() => client.stop());

async function complete(position: Position): Promise<CompletionList> {
  return (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position })) as CompletionList;
}

function named(list: CompletionList, label: string): CompletionItem | undefined {
  return list.items.find((item) => item.label === label);
}

describe("completion", () => {
  test("for a client that can do all: snippets, ranges in common, explanations when it asks", async () => {
    client = await InProcessClient.start(COMPLETES, { commands: ["editor.action.triggerSuggest"] });
    expect(client.initialized.capabilities.completionProvider).toEqual({ triggerCharacters: ["/", '"'], resolveProvider: true });
    await client.open(URI, DUMP);
    const list = await complete(AFTER_PATH);
    const range = { start: AFTER_PATH, end: AFTER_PATH };
    expect(list).toMatchObject({ isIncomplete: false, itemDefaults: { editRange: { insert: range, replace: range }, insertTextMode: 1 } });
    expect(named(list, "queue-1")).toMatchObject({
      insertTextFormat: 2,
      textEditText: `queue-1/tx-ring-ref = "\${1:<ring-ref-tx1>}"\n${FRONTEND}/queue-1/rx-ring-ref = "\${2:<ring-ref-rx1>}"\n${FRONTEND}/queue-1/event-channel = "\${3:<evtchn1>}"`,
    });
    expect(named(list, "bridge")).toBeUndefined();
    const mac = named(list, "mac");
    expect(mac).toMatchObject({ textEditText: 'mac = "${1}"', labelDetails: { description: "six hex octets with colons between them" } });
    expect(mac).not.toHaveProperty("documentation");
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, mac as CompletionItem);
    expect(resolved).toMatchObject({ label: "mac", documentation: { kind: "markdown", value: expect.stringContaining("**mac** — frontend key") as string } });
    expect(named(list, "request-rx-copy")).not.toHaveProperty("command");
    const states = await complete({ line: 0, character: FRONTEND.length + 10 });
    expect(named(states, "4 – Connected")).toMatchObject({ filterText: "4 Connected", textEditText: "4", preselect: true, documentation: expect.stringContaining("complete") as string });
  });

  test("for a client that can do nothing: plain text", async () => {
    client = await InProcessClient.start({});
    await client.open(URI, DUMP);
    const list = await complete(AFTER_PATH);
    expect(list).not.toHaveProperty("itemDefaults");
    const ring = named(list, "ctrl-ring-ref");
    expect(ring).toMatchObject({ detail: "grant reference, a decimal integer", textEdit: { range: { start: AFTER_PATH, end: AFTER_PATH }, newText: 'ctrl-ring-ref = "<ring-ref-ctrl>"' } });
    expect(ring).not.toHaveProperty("insertTextFormat");
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, ring as CompletionItem)).toMatchObject({ documentation: expect.stringMatching(/^ctrl-ring-ref — frontend key/) as string });
    expect(await complete({ line: 0, character: 0 })).toBeNull();
  });

  test.each<readonly [who: string, valueSet: CompletionItemKind[] | undefined, directory: CompletionItemKind, queue: CompletionItemKind, state: CompletionItemKind]>([
    ["that names all", [7, 9, 10, 12, 19, 20, 22], CompletionItemKind.Folder, CompletionItemKind.Struct, CompletionItemKind.EnumMember],
    ["that names none", undefined, CompletionItemKind.Module, CompletionItemKind.Class, CompletionItemKind.Value],
  ])("in kinds that are known to a client %s", async (_, valueSet, directory, queue, state) => {
    client = await InProcessClient.start({ textDocument: { completion: valueSet === undefined ? {} : { completionItemKind: { valueSet } } } });
    await client.open(URI, DUMP);
    const [keys, states, names] = [await complete(AFTER_PATH), await complete({ line: 0, character: FRONTEND.length + 10 }), await complete({ line: 0, character: 14 })];
    expect([named(names, "1")?.kind, named(keys, "queue-1")?.kind, named(states, "4 – Connected")?.kind]).toEqual([directory, queue, state]);
  });

  test("of what it does not know, nothing", async () => {
    client = await InProcessClient.start({});
    await client.open(URI, DUMP);
    const stranger = { label: "x", data: { key: "__proto__", at: "frontend" } };
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, stranger)).toEqual(stranger);
    expect(await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: "file:///closed" }, position: AFTER_PATH })).toBeNull();
  });
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
    const list = await complete({ line: 0, character: 0 });
    const item = named(list, "vif");
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
  const list = await complete({ line: 0, character: 14 });
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
    const list = await complete(START);
    const item = named(list, "state");
    expect({ textEdit: item?.textEdit, textEditText: item?.textEditText, list: list.itemDefaults?.editRange }).toEqual(expected);
  });
});

test("what belongs one level up takes the blanks before it away", async () => {
  client = await InProcessClient.start({});
  const text = '0 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n state = "4"\n queue-0 = ""\n  event-channel = "5"\n  q';
  await client.open(URI, text);
  const list = await complete({ line: 5, character: 3 });
  const { textEdit, additionalTextEdits = [] } = named(list, "queue-1") ?? {};
  const edits = [textEdit as TextEdit, ...additionalTextEdits];
  expect(edited(text, edits)).toBe(text.replace(/  q$/, ' queue-1 = ""'));
  const ring = named(list, "tx-ring-ref");
  expect([ring?.label, ring?.additionalTextEdits]).toEqual(["tx-ring-ref", undefined]);
});
