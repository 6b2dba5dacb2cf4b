import { afterEach, describe, expect, test } from "vitest";
import {
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentLinkResolveRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  ReferencesRequest,
  SelectionRangeRequest,
  WorkspaceSymbolRequest,
  type ClientCapabilities,
  type DocumentSymbol,
  type Location,
} from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `# one
# two
${BACKEND} = ""
${BACKEND}/frontend = "${FRONTEND}"
/local/domain/1/name = "web01"
${FRONTEND} = ""
${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/state = "1"
`;
const LINK = { start: { line: 6, character: FRONTEND.length + 12 }, end: { line: 6, character: FRONTEND.length + 12 + BACKEND.length } };
const NAME = { start: { line: 2, character: BACKEND.length - 1 }, end: { line: 2, character: BACKEND.length } };

/** The capabilities of an editor that can do much. */
const ABLE: ClientCapabilities = {
  textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true }, definition: { linkSupport: true }, foldingRange: { rangeLimit: 2, lineFoldingOnly: true } },
};

let client: InProcessClient;
afterEach(() => client.stop());

/** Starts a client with the dump open. */
async function open(capabilities: ClientCapabilities, text = DUMP): Promise<void> {
  client = await InProcessClient.start(capabilities);
  await client.open(URI, text);
}

const textDocument = { uri: URI };

describe("document symbols", () => {
  test("are a tree for a client that can show one", async () => {
    await open(ABLE);
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) as DocumentSymbol[];
    expect(symbols.map(({ name, detail, kind }) => ({ name, detail, kind }))).toEqual([
      { name: "local/domain/0", detail: undefined, kind: 2 },
      { name: "local/domain/1", detail: "web01", kind: 2 },
    ]);
    expect(symbols[1]?.children?.[1]).toMatchObject({ name: "device/vif/0", detail: "netback waits for the frontend", kind: 11 });
    expect(symbols[0]?.children?.[0]).toMatchObject({ selectionRange: NAME, range: { start: { line: 2, character: 0 } } });
  });

  test("are a list for one that cannot", async () => {
    await open({});
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    expect(symbols?.slice(0, 3)).toMatchObject([
      { name: "local/domain/0", kind: 2, location: { uri: URI, range: { start: { line: 2, character: 0 }, end: { line: 3 } } } },
      { name: "backend/vif/1/0", containerName: "local/domain/0" },
      { name: "frontend", kind: 7, containerName: "backend/vif/1/0" },
    ]);
    expect(symbols?.[0]).not.toHaveProperty("containerName");
  });
});

test("workspace symbols are those of the open dumps", async () => {
  await open({});
  const find = async (query: string): Promise<unknown> => client.connection.sendRequest(WorkspaceSymbolRequest.type, { query });
  await client.open("untitled:other", '/local/domain/7/name = "web07"\n');
  expect(await find("web0")).toMatchObject([
    { name: "domain 1 (web01)", kind: 2, containerName: "/local/domain/1", location: { uri: URI } },
    { name: "vif1.0 backend (web01)", kind: 11, location: { uri: URI, range: NAME } },
    { name: "vif1.0 frontend (web01)" },
    { name: "domain 7 (web07)", location: { uri: "untitled:other" } },
  ]);
  await client.close(URI);
  expect(await find("web0")).toMatchObject([{ name: "domain 7 (web07)" }]);
});

test("workspace symbols are not also those of the committed version, which the editor opens to mark what has changed", async () => {
  await open({});
  await client.open("git:/repo/other.xenstore.git?%7B%22ref%22%3A%22%22%7D", '/local/domain/7/name = "web07"\n');
  const symbols = (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: "domain" })) ?? [];
  expect([...new Set(symbols.map(({ location }) => location.uri))]).toEqual([URI]);
});

test("folds are whole lines, as many as the client takes", async () => {
  await open(ABLE);
  const folds = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument });
  expect(folds).toEqual([
    { startLine: 0, endLine: 1, kind: "comment" },
    { startLine: 4, endLine: 7 },
  ]);
});

describe("a definition", () => {
  test("says which word it is that of, to a client that marks it", async () => {
    await open(ABLE);
    expect(await client.connection.sendRequest(DefinitionRequest.type, { textDocument, position: LINK.start })).toEqual([
      { originSelectionRange: LINK, targetUri: URI, targetRange: { start: { line: 2, character: 0 }, end: { line: 2, character: BACKEND.length + 5 } }, targetSelectionRange: NAME },
    ]);
  });

  test("is a place for any other", async () => {
    await open({});
    expect(await client.connection.sendRequest(DefinitionRequest.type, { textDocument, position: LINK.start })).toEqual({ uri: URI, range: NAME });
    expect(await client.connection.sendRequest(DefinitionRequest.type, { textDocument, position: { line: 0, character: 0 } })).toBeNull();
  });
});

function linesOf(locations: readonly Location[] | null): number[] {
  return (locations ?? []).map(({ range }) => range.start.line);
}

test("references come with the declaration where it is asked for", async () => {
  await open({});
  const ask = async (includeDeclaration: boolean): Promise<Location[] | null> =>
    client.connection.sendRequest(ReferencesRequest.type, { textDocument, position: NAME.start, context: { includeDeclaration } });
  // The number of the vif is in the line of the backend, and in the link of each half to the other.
  const others = await ask(false);
  expect(others?.[0]).toEqual({ uri: URI, range: NAME });
  expect(linesOf(others)).toEqual([2, 3, 6]);
  expect(linesOf(await ask(true))).toEqual([2, 3, 5, 6]);
});

test("highlights tell the line of a directory from the links to it", async () => {
  await open({});
  const highlights = await client.connection.sendRequest(DocumentHighlightRequest.type, { textDocument, position: LINK.start });
  expect(highlights).toContainEqual({ range: NAME, kind: 3 });
  expect(highlights).toContainEqual({ range: LINK, kind: 2 });
});

test("selections are one in the other", async () => {
  await open({});
  const [selection, beside] = (await client.connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [LINK.start, { line: 0, character: 0 }] })) ?? [];
  expect(selection).toMatchObject({ range: LINK, parent: { range: { start: { character: LINK.start.character - 1 }, end: { character: LINK.end.character + 1 } } } });
  expect(beside?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 5 } });
});

describe("links", () => {
  test.each<readonly [what: string, uri: string, targets: readonly string[]]>([
    ["lead to a line of the same document, by the fragment", URI, [`${URI}#L6`, `${URI}#L3`]],
    ["are not there where its name has a fragment already: none can have two", "vscode-notebook-cell:/host.ipynb#W0", []],
  ])("%s", async (_, uri, targets) => {
    await open({});
    await client.open(uri, DUMP);
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    expect(links?.map(({ target }) => target)).toEqual(targets);
  });

  test("of a long dump are resolved when they are followed", async () => {
    await open({}, DUMP + "/z = \"\"\n".repeat(20_000));
    const [, link] = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [];
    expect(link).toEqual({ range: LINK, data: URI });
    expect(await client.connection.sendRequest(DocumentLinkResolveRequest.type, { range: LINK, data: URI })).toEqual({ range: LINK, target: `${URI}#L3` });
    expect(await client.connection.sendRequest(DocumentLinkResolveRequest.type, { range: NAME, data: URI })).toEqual({ range: NAME, data: URI });
  });
});

test("workspace symbols of all open dumps together are no more than anybody reads", async () => {
  client = await InProcessClient.start({});
  const uris = ["a", "b", "c"].map((name) => `file:///${name}.xenstore`);
  const text = Array.from({ length: 300 }, (_, domain) => `/local/domain/${domain} = ""\n`).join("");
  for (const uri of uris) await client.open(uri, text);
  const found = (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: "" })) ?? [];
  expect(uris.map((uri) => found.filter(({ location }) => location.uri === uri).length)).toEqual([300, 200, 0]);
});

test.each<readonly [method: string, own: readonly unknown[]]>([
  ["codeLens/resolve", [{ uri: 7, kind: "forecast" }, { uri: "file:///a.xenstore", kind: "other" }, { kind: "peer" }]],
  ["codeAction/resolve", [{ uri: 7, code: "queue-missing" }, { uri: "file:///a.xenstore", code: 7 }, { code: "queue-missing" }]],
  ["documentLink/resolve", [{ uri: "file:///a.xenstore" }]],
])("%s gives back as it is what was not left open by the server", async (method, own) => {
  client = await InProcessClient.start({});
  await client.open("file:///a.xenstore", '/a = "1\n/b = "2\n');
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
  for (const data of [null, 7, "other", {}, ...own]) expect(await client.connection.sendRequest(method, { title: "x", range, data })).toEqual({ title: "x", range, data });
});

test("a hint on what another key has, too, leads there", async () => {
  client = await InProcessClient.start({});
  const uri = "file:///a.xenstore";
  await client.open(uri, ["0", "1"].map((vif) => `/local/domain/1/device/vif/${vif}/tx-ring-ref = "8"\n/local/domain/1/device/vif/${vif}/state = "4"\n`).join(""));
  const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  const hints = (await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? [];
  const there = { uri, range: { start: { line: 2 }, end: { line: 2 } } };
  expect(hints).toMatchObject([{ position: { line: 0 }, label: [{ value: "also vif 1", location: there }], paddingLeft: true }, { position: { line: 1 }, label: "Connected", paddingLeft: true }]);
});
