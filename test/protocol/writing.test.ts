import { afterEach, describe, expect, test } from "vitest";
import {
  CompletionRequest,
  CompletionResolveRequest,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type Position,
  type Range,
  type SemanticTokens,
} from "vscode-languageserver-protocol/node";
import { TestClient } from "./client";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const DUMP = `${FRONTEND}/state = "4"\n${FRONTEND}/multi-queue-num-queues = "2"\n${FRONTEND}/queue-0/event-channel = "5"\n${FRONTEND}/\n`;
const AFTER_PATH: Position = { line: 3, character: FRONTEND.length + 1 };
const EVERYTHING: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** What VS Code says about its completions. */
const COMPLETES: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, documentationFormat: ["markdown", "plaintext"], labelDetailsSupport: true, insertTextModeSupport: { valueSet: [1, 2] } },
      completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode"] },
    },
  },
};

let client: TestClient;
afterEach(() => client.kill());

async function complete(position: Position): Promise<CompletionList> {
  return (await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position })) as CompletionList;
}

function named(list: CompletionList, label: string): CompletionItem | undefined {
  return list.items.find((item) => item.label === label);
}

describe("completion", () => {
  test("for a client that can do all: snippets, ranges in common, explanations when it asks", async () => {
    client = await TestClient.start(COMPLETES, "stdio", { commands: ["editor.action.triggerSuggest"] });
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
    client = await TestClient.start({});
    await client.open(URI, DUMP);
    const list = await complete(AFTER_PATH);
    expect(list).not.toHaveProperty("itemDefaults");
    const ring = named(list, "ctrl-ring-ref");
    expect(ring).toMatchObject({ detail: "grant reference, a decimal integer", textEdit: { range: { start: AFTER_PATH, end: AFTER_PATH }, newText: 'ctrl-ring-ref = "<ring-ref-ctrl>"' } });
    expect(ring).not.toHaveProperty("insertTextFormat");
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, ring as CompletionItem)).toMatchObject({ documentation: expect.stringMatching(/^ctrl-ring-ref — frontend key/) as string });
    expect(await complete({ line: 0, character: 0 })).toBeNull();
  });

  test("of what it does not know, nothing", async () => {
    client = await TestClient.start({});
    await client.open(URI, DUMP);
    const stranger = { label: "x", data: { key: "__proto__", at: "frontend" } };
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, stranger)).toEqual(stranger);
    expect(await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: "file:///closed" }, position: AFTER_PATH })).toBeNull();
  });
});

test("hints lead to what they speak of, and are asked for anew when settings change", async () => {
  client = await TestClient.start({ workspace: { inlayHint: { refreshSupport: true } } });
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest(InlayHintRefreshRequest.type, () => resolve());
  });
  await client.open(URI, `${DUMP}/local/domain/1/device/vif/1/event-channel = "5"\n`);
  const ask = () => client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: URI }, range: EVERYTHING });
  const character = FRONTEND.length + 12;
  const other = { start: { line: 4, character: 46 }, end: { line: 4, character: 47 } };
  expect(await ask()).toMatchObject([
    { label: "Connected", paddingLeft: true, position: { line: 0, character } },
    { label: [{ value: "also vif 1", location: { uri: URI, range: other } }] },
    { label: [{ value: "also vif 0, queue 0" }] },
  ]);
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { xenstore: { inlayHints: { shared: false } } } });
  await refreshed;
  expect(await ask()).toMatchObject([{ label: "Connected" }]);
});

describe("semantic tokens", () => {
  const document = { textDocument: { uri: URI } };
  const whole = () => client.connection.sendRequest(SemanticTokensRequest.type, document);
  const since = (previousResultId: string) => client.connection.sendRequest(SemanticTokensDeltaRequest.type, { ...document, previousResultId });

  test("of a document, then what changed", async () => {
    client = await TestClient.start({});
    const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
    await client.open(URI, `${FRONTEND}/state = "4"\n`);
    const { data, resultId = "" } = (await whole()) as SemanticTokens;
    expect(data).toEqual([0, FRONTEND.length + 1, 5, legend?.tokenTypes.indexOf("netifKey"), 1, 0, 9, 1, legend?.tokenTypes.indexOf("state"), 0]);
    expect(await since(resultId)).toMatchObject({ edits: [] });
    await client.change(URI, 2, { range: { start: { line: 0, character: FRONTEND.length + 10 }, end: { line: 0, character: FRONTEND.length + 11 } }, text: "9" });
    const changed = await since(resultId);
    expect(changed).toEqual({ resultId: expect.any(String) as string, data: [0, FRONTEND.length + 1, 5, legend?.tokenTypes.indexOf("netifKey"), 1] });
    expect(await since((changed as SemanticTokens).resultId ?? "")).toMatchObject({ edits: [] });
    await client.close(URI);
    expect(await whole()).toEqual({ data: [] });
  });

  test("of a long document, on the screen only", async () => {
    client = await TestClient.start({});
    await client.open(URI, Array.from({ length: 20_001 }, (_, domid) => `/local/domain/${domid}/device/vif/0/state = "4"\n`).join(""));
    expect(await whole()).toEqual({ data: [] });
    const range = { start: { line: 19_000, character: 0 }, end: { line: 19_060, character: 0 } };
    const { data } = (await client.connection.sendRequest(SemanticTokensRangeRequest.type, { ...document, range })) as SemanticTokens;
    expect(data).toHaveLength(60 * 2 * 5);
  });
});

test("formatting changes what it must, in the range", async () => {
  client = await TestClient.start({});
  const options = { tabSize: 8, insertSpaces: false };
  await client.open(URI, '0 = ""\n   state = "4"\n   mac = "" \n');
  const all = await client.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri: URI }, options });
  expect(all?.map(({ range }) => range.start.line)).toEqual([1, 2, 2]);
  const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
  const edits = await client.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument: { uri: URI }, range, options });
  expect(edits).toEqual([
    { range: { start: { line: 2, character: 1 }, end: { line: 2, character: 3 } }, newText: "" },
    { range: { start: { line: 2, character: 11 }, end: { line: 2, character: 12 } }, newText: "" },
  ]);
});
