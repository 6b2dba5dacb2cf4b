import { afterEach, describe, expect, test } from "vitest";
import { DocumentLinkRequest, WorkspaceSymbolRequest } from "vscode-languageserver-protocol/node";
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
