import { afterEach, expect, test } from "vitest";
import { SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRequest, type SemanticTokens, type SemanticTokensDelta } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///host.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const ENTRY = `${FRONTEND}/state = "4"\n`;
/** More lines than a document may have that gets tokens for all of them. */
const MANY = '/a = ""\n'.repeat(20_000);

let client: InProcessClient;
afterEach(() => client.stop());

const textDocument = { uri: URI };
const whole = () => client.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
const since = (previousResultId: string) => client.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument, previousResultId });

test("tokens are numbers of the legend, nothing where nothing has changed, and none where no document is open", async () => {
  client = await InProcessClient.start({});
  const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
  await client.open(URI, ENTRY);
  const { data, resultId = "" } = (await whole()) as SemanticTokens;
  expect(data).toEqual([0, FRONTEND.length + 1, 5, legend?.tokenTypes.indexOf("netifKey"), 1, 0, 9, 1, legend?.tokenTypes.indexOf("state"), 0]);
  expect(await since(resultId)).toMatchObject({ edits: [] });
  await client.close(URI);
  expect(await whole()).toEqual({ data: [] });
});

test("to a client that has other tokens than the last, all are told", async () => {
  client = await InProcessClient.start({});
  await client.open(URI, ENTRY);
  const { resultId: previousResultId = "" } = (await whole()) as SemanticTokens;
  await client.insert(URI, 2, ENTRY);
  await whole();
  expect(await since(previousResultId)).toMatchObject({ data: expect.objectContaining({ length: 20 }) as object });
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
  client = await InProcessClient.start({});
  await client.open(URI, before);
  const { data, resultId: previousResultId = "" } = (await whole()) as SemanticTokens;
  await client.replace(URI, 2, after);
  const { edits } = (await since(previousResultId)) as SemanticTokensDelta;
  expect(edits.map(({ start, deleteCount, data: { length: sent } = [] }) => ({ start, deleteCount, sent }))).toEqual([expected]);
  for (const { start, deleteCount, data: added = [] } of edits) data.splice(start, deleteCount, ...added);
  expect(await whole()).toMatchObject({ data });
});

test("of a document that is too long for a while, those on the screen are told then, and all are told anew later", async () => {
  client = await InProcessClient.start({});
  await client.open(URI, ENTRY);
  const { data, resultId = "" } = (await whole()) as SemanticTokens;
  expect(data).toHaveLength(10);
  await client.insert(URI, 2, MANY, { line: 1, character: 0 });
  expect([await since(resultId), await whole()]).toEqual([{ data: [] }, { data: [] }]);
  const screen = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  expect(await client.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range: screen })).toMatchObject({ data });
  await client.replace(URI, 3, ENTRY);
  expect(await since(resultId)).toEqual({ data, resultId: expect.any(String) as string });
});
