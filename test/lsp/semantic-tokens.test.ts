import { afterEach, expect, test } from "vitest";
import { SemanticTokensDeltaRequest, SemanticTokensRequest, type SemanticTokens, type SemanticTokensDelta } from "vscode-languageserver-protocol/node";
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

test.each([
  ["an entry is added", ENTRY, ENTRY + ENTRY, { start: 10, deleteCount: 0, sent: 10 }],
  ["an entry is removed", ENTRY + ENTRY, ENTRY, { start: 10, deleteCount: 10, sent: 0 }],
  ["an entry moves down", ENTRY, `\n${ENTRY}`, { start: 0, deleteCount: 1, sent: 1 }],
  ["an entry in the middle is removed", ENTRY + ENTRY + ENTRY, ENTRY + ENTRY, { start: 20, deleteCount: 10, sent: 0 }],
  ["a value in the middle changes", ENTRY + ENTRY + ENTRY, `${ENTRY}${ENTRY.replace("4", "04")}${ENTRY}`, { start: 17, deleteCount: 1, sent: 1 }],
  ["everything is removed", ENTRY, "", { start: 0, deleteCount: 10, sent: 0 }],
  ["everything is new", "", ENTRY, { start: 0, deleteCount: 0, sent: 10 }],
])("if %s, only what changed is told", async (_, before, after, expected) => {
  const textDocument = { uri: URI };
  client = await InProcessClient.start({});
  await client.open(URI, before);
  const { data, resultId: previousResultId = "" } = (await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument })) as SemanticTokens;
  await client.replace(URI, 2, after);
  const { edits } = (await client.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument, previousResultId })) as SemanticTokensDelta;
  expect(edits.map(({ start, deleteCount, data: { length: sent } = [] }) => ({ start, deleteCount, sent }))).toEqual([expected]);
  for (const { start, deleteCount, data: added = [] } of edits) data.splice(start, deleteCount, ...added);
  expect(await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument })).toMatchObject({ data });
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
