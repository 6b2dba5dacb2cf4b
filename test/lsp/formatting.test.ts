import { expect, test } from "vitest";
import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";

test("formatting changes what it must, in the range", async () => {
  const client = await InProcessClient.start({});
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
  client.stop();
});
