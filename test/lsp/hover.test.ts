import { expect, test } from "vitest";
import { HoverRequest, type ClientCapabilities } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";
const KEY = "/local/domain/1/device/vif/0/mtu";

test.each<readonly [who: string, textDocument: NonNullable<ClientCapabilities["textDocument"]>, contents: object]>([
  ["in Markdown for a client that takes it", { hover: { contentFormat: ["markdown", "plaintext"] } }, { kind: "markdown", value: expect.stringMatching(/^\*\*mtu\*\* — /) }],
  ["in plain text for any other", {}, { kind: "plaintext", value: expect.stringMatching(/^mtu — /) }],
])("a hover is %s", async (_, textDocument, contents) => {
  const client = await InProcessClient.start({ textDocument });
  await client.open(URI, `${KEY} = "1500"\n`);
  const range = { start: { line: 0, character: KEY.length - 3 }, end: { line: 0, character: KEY.length } };
  expect(await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position: range.start })).toEqual({ contents, range });
  expect(await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position: { line: 1, character: 0 } })).toBeNull();
  client.stop();
});
