import { afterEach, describe, expect, test } from "vitest";
import { CodeLensRequest, CodeLensResolveRequest, PrepareRenameRequest, RenameRequest, ResponseError, type ClientCapabilities } from "vscode-languageserver-protocol/node";
import { TestClient } from "./client";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "1"\n`;
const DOMAIN = { line: 2, character: 14 };
const KEY = { line: 2, character: FRONTEND.length + 2 };
const textDocument = { uri: URI };
const ABLE: ClientCapabilities = { textDocument: { rename: { prepareSupport: true } }, workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } };

let client: TestClient;
afterEach(() => client.kill());

async function open(capabilities: ClientCapabilities, text = DUMP, options?: object): Promise<void> {
  client = await TestClient.start(capabilities, "stdio", options);
  await client.open(URI, text, 4);
}

/** What a request that is refused says to the user. */
async function refusal(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => "it was not refused",
    (error: unknown) => (error instanceof ResponseError ? [error.code, error.message] : error),
  );
}

describe("a rename", () => {
  test("is prepared for a client that asks for that, with the name as it stands", async () => {
    await open(ABLE);
    expect(client.initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
    expect(await client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position: DOMAIN })).toEqual({
      range: { start: { line: 2, character: 14 }, end: { line: 2, character: 15 } },
      placeholder: "1",
    });
  });

  test("is one edit for the version that it was made for", async () => {
    await open(ABLE);
    const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "7" });
    expect(edit).toMatchObject({ documentChanges: [{ textDocument: { uri: URI, version: 4 } }] });
    expect(JSON.stringify(edit).match(/"newText":"7"/g)).toHaveLength(5);
  });

  test("is a plain edit for a client that can do no more", async () => {
    await open({});
    expect(client.initialized.capabilities.renameProvider).toBe(true);
    const edit = await client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "7" });
    expect(Object.keys(edit?.changes ?? {})).toEqual([URI]);
    expect(edit?.changes?.[URI]).toHaveLength(5);
  });

  test("is refused with a reason", async () => {
    await open(ABLE);
    expect(await refusal(client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position: KEY }))).toEqual([-32803, expect.stringContaining('"state" has its meaning by its name')]);
    expect(await refusal(client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "x" }))).toEqual([-32803, expect.stringContaining('"x" is not the number of a domain')]);
    expect(await refusal(client.connection.sendRequest(RenameRequest.type, { textDocument, position: DOMAIN, newName: "0" }))).toEqual([-32803, expect.stringContaining("Domain 0 is in this dump already")]);
  });
});

describe("lenses", () => {
  const GO_TO = { commands: ["xenstore.goTo"] };

  test("lead to the other half where the client has a command for that", async () => {
    await open({}, DUMP, GO_TO);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses?.map(({ command }) => command?.title)).toEqual(["netback waits for the frontend", "Go to frontend", "netback waits for the frontend", "Go to backend"]);
    expect(lenses?.[3]?.command).toMatchObject({ command: "xenstore.goTo", arguments: [URI, { start: { line: 0, character: BACKEND.length - 1 }, end: { line: 0, character: BACKEND.length } }] });
  });

  test("are forecasts alone where it has none", async () => {
    await open({});
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses?.map(({ command }) => command)).toEqual(Array.from({ length: 2 }, () => ({ title: "netback waits for the frontend", command: "" })));
  });

  test("of a long dump are resolved when they are seen", async () => {
    await open({}, DUMP, GO_TO);
    const short = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
    await client.close(URI);
    await client.open(URI, DUMP + '/z = ""\n'.repeat(20_000));
    const long = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
    expect(long.map(({ command }) => command)).toEqual(long.map(() => undefined));
    const resolved = await Promise.all(long.map((lens) => client.connection.sendRequest(CodeLensResolveRequest.type, lens)));
    expect(resolved).toEqual(short);
  });
});
