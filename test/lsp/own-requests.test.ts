import { afterEach, expect, test } from "vitest";
import { InProcessClient } from "./in-process";

let client: InProcessClient;
afterEach(() => client.stop());

test.each([
  ["file:///folder/my%20host.xenstore?x/y#z/1", "my host.xenstore"],
  ["file:///100%.xenstore", "100%.xenstore"],
  ["untitled:Untitled-1", "Untitled-1"],
  ["git:/repo/host.xenstore?%7B%22ref%22%3A%22~%22%7D", "host.xenstore"],
])("a script of %s says that it is from %s", async (uri, name) => {
  client = await InProcessClient.start({});
  await client.open(uri, '/a = "1"\n');
  expect(await client.connection.sendRequest("xenstore/script", { textDocument: { uri } })).toMatchObject({ text: expect.stringContaining(`of a XenStore from ${name}.\n`) as string });
});

test("a form that is not known is no answer", async () => {
  client = await InProcessClient.start({});
  const textDocument = { uri: "file:///a.xenstore" };
  await client.open(textDocument.uri, '/a = "1"\n');
  expect(await client.connection.sendRequest("xenstore/convert", { textDocument, to: "yaml" })).toBeNull();
});
