import { afterEach, describe, expect, test } from "vitest";
import {
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentLinkResolveRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  ReferencesRequest,
  SelectionRangeRequest,
  WorkspaceSymbolRequest,
  type ClientCapabilities,
  type DocumentSymbol,
  type Location,
} from "vscode-languageserver-protocol/node";
import { TestClient } from "./client";

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

let client: TestClient;
afterEach(() => client.kill());

/** Starts a client with the dump open. */
async function open(capabilities: ClientCapabilities, text = DUMP): Promise<void> {
  client = await TestClient.start(capabilities);
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
  test("lead to a line of the same document", async () => {
    await open({});
    expect(await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })).toMatchObject([{ target: `${URI}#L6` }, { range: LINK, target: `${URI}#L3` }]);
  });

  test("of a long dump are resolved when they are followed", async () => {
    await open({}, DUMP + "/z = \"\"\n".repeat(20_000));
    const [, link] = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [];
    expect(link).toEqual({ range: LINK, data: URI });
    expect(await client.connection.sendRequest(DocumentLinkResolveRequest.type, { range: LINK, data: URI })).toEqual({ range: LINK, target: `${URI}#L3` });
    expect(await client.connection.sendRequest(DocumentLinkResolveRequest.type, { range: NAME, data: URI })).toEqual({ range: NAME, data: URI });
  });
});
