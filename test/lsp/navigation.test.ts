import { afterEach, describe, expect, test } from "vitest";
import { DocumentLinkRequest, InlayHintRequest, WorkspaceSymbolRequest } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

let client: InProcessClient;
afterEach(() => {
  client.stop();
  if (client.logged.length > 0) throw new Error(client.logged.join("\n"));
});

describe("links of a document", () => {
  test.each<readonly [what: string, uri: string, targets: readonly string[]]>([
    ["lead to a line of it, by the fragment", "file:///host.xenstore", ["file:///host.xenstore#L2"]],
    ["are not there where its name has a fragment already: none can have two", "vscode-notebook-cell:/host.ipynb#W0", []],
  ])("%s", async (_, uri, targets) => {
    client = await InProcessClient.start({});
    await client.open(uri, '/a = "/b"\n/b = ""\n');
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    expect(links?.map(({ target }) => target)).toEqual(targets);
  });
});

test("symbols of all open dumps together are no more than anybody reads", async () => {
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
