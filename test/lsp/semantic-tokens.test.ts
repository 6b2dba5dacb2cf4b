import { afterEach, expect, test } from "vitest";
import { SemanticTokensDeltaRequest, SemanticTokensRequest, type SemanticTokens } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///host.xenstore";
const ENTRY = '/local/domain/1/device/vif/0/state = "4"\n';
/** More lines than a document may have that gets tokens for all of them. */
const MANY = '/a = ""\n'.repeat(20_000);

let client: InProcessClient;
afterEach(() => {
  client.stop();
  if (client.logged.length > 0) throw new Error(client.logged.join("\n"));
});

test("to a client that has other tokens than the last, all are told", async () => {
  const textDocument = { uri: URI };
  client = await InProcessClient.start({});
  await client.open(URI, ENTRY);
  const { resultId: previousResultId = "" } = (await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument })) as SemanticTokens;
  await client.insert(URI, 2, ENTRY);
  await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
  expect(await client.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument, previousResultId })).toMatchObject({ data: expect.objectContaining({ length: 20 }) as object });
});

test("of a document that was too long for a while, all tokens are told anew", async () => {
  const textDocument = { uri: URI };
  client = await InProcessClient.start({});
  await client.open(URI, ENTRY);
  const { data, resultId = "" } = (await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument })) as SemanticTokens;
  expect(data).toHaveLength(10);
  const sinceThen = () => client.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument, previousResultId: resultId });
  await client.insert(URI, 2, MANY, { line: 1, character: 0 });
  expect(await sinceThen()).toEqual({ data: [] });
  await client.replace(URI, 3, ENTRY);
  expect(await sinceThen()).toEqual({ data, resultId: expect.any(String) as string });
});
