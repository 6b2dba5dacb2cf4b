import { afterEach, expect, test } from "vitest";
import { CodeLensRequest, CodeLensResolveRequest, type CodeLens } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${BACKEND}/frontend = "${FRONTEND}"\n${FRONTEND}/backend = "${BACKEND}"\n${FRONTEND}/state = "9"\n`;
/** The last segment of the backend's path, and the value to blame. */
const OTHER_HALF = { start: { line: 0, character: BACKEND.length - 1 }, end: { line: 0, character: BACKEND.length } };
const CULPRIT = { start: { line: 2, character: FRONTEND.length + 10 }, end: { line: 2, character: FRONTEND.length + 11 } };
const FORECAST = 'netback refuses: "22 saw state 9 at frontend"';

let client: InProcessClient;
afterEach(() => client.stop());

async function lenses(text: string, commands: readonly string[]): Promise<CodeLens[]> {
  client = await InProcessClient.start({}, { commands });
  await client.open(URI, text);
  return (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: URI } })) ?? [];
}

test("lenses lead to the culprit and to the other half where the client has a command for that", async () => {
  const commands = (await lenses(DUMP, ["xenstore.goTo"])).map(({ command }) => command);
  expect(commands.map((command) => command?.title)).toEqual([FORECAST, "Go to frontend", FORECAST, "Go to backend"]);
  expect(commands[2]).toEqual({ title: FORECAST, command: "xenstore.goTo", arguments: [URI, CULPRIT] });
  expect(commands[3]).toEqual({ title: "Go to backend", command: "xenstore.goTo", arguments: [URI, OTHER_HALF] });
});

test("lenses are forecasts alone where it has none", async () => {
  expect((await lenses(DUMP, [])).map(({ command }) => command)).toEqual(Array.from({ length: 2 }, () => ({ title: FORECAST, command: "" })));
});

test("lenses of a long dump are resolved when they are seen", async () => {
  const long = await lenses(DUMP + '/z = ""\n'.repeat(20_000), ["xenstore.goTo"]);
  expect(long.map(({ command }) => command)).toEqual(long.map(() => undefined));
  const resolved = await Promise.all(long.map((lens) => client.connection.sendRequest(CodeLensResolveRequest.type, lens)));
  client.stop();
  expect(resolved).toEqual(await lenses(DUMP, ["xenstore.goTo"]));
});
