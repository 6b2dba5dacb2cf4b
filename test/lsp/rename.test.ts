import { afterEach, expect, test } from "vitest";
import { PrepareRenameRequest, RenameRequest, ResponseError, type ClientCapabilities } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "1"\n`;
const DOMAIN = { line: 2, character: 14 };
const KEY = { line: 2, character: FRONTEND.length + 2 };
const textDocument = { uri: URI };
const ABLE: ClientCapabilities = { textDocument: { rename: { prepareSupport: true } }, workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } };

let client: InProcessClient;
afterEach(() => client.stop());

async function open(capabilities: ClientCapabilities): Promise<void> {
  client = await InProcessClient.start(capabilities);
  await client.open(URI, DUMP, 4);
}

/** What a request that is refused says to the user. */
async function refusal(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => "it was not refused",
    (error: unknown) => (error instanceof ResponseError ? [error.code, error.message] : error),
  );
}

test("a rename is prepared for a client that asks for that, with the name as it stands", async () => {
  await open(ABLE);
  expect(client.initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
  expect(await client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position: DOMAIN })).toEqual({
    range: { start: { line: 2, character: 14 }, end: { line: 2, character: 15 } },
    placeholder: "1",
  });
});

test("a rename is one edit for the version that it was made for", async () => {
  await open(ABLE);
  const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "7" });
  expect(edit).toMatchObject({ documentChanges: [{ textDocument: { uri: URI, version: 4 } }] });
  expect(JSON.stringify(edit).match(/"newText":"7"/g)).toHaveLength(5);
});

test("a rename is a plain edit for a client that can do no more", async () => {
  await open({});
  expect(client.initialized.capabilities.renameProvider).toBe(true);
  const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "7" });
  expect(Object.keys(edit?.changes ?? {})).toEqual([URI]);
  expect(edit?.changes?.[URI]).toHaveLength(5);
});

test("a rename is refused with a reason", async () => {
  await open(ABLE);
  expect(await refusal(client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position: KEY }))).toEqual([-32803, expect.stringContaining('"state" has its meaning by its name')]);
  expect(await refusal(client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "x" }))).toEqual([-32803, expect.stringContaining('"x" is not the number of a domain')]);
  expect(await refusal(client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "0" }))).toEqual([-32803, expect.stringContaining("Domain 0 is in this dump already")]);
});
