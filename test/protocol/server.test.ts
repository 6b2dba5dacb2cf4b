import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text as textOf } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { ExitNotification, InitializeRequest, StreamMessageWriter, type Diagnostic, type Message } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "../lsp/in-process";
import { REQUESTS } from "../lsp/requests";
import { realDump } from "../real-dumps";
import { FULL, SERVER, TestClient } from "./client";

const URI = "file:///dump.xenstore";
const FRONTEND = "/local/domain/1/device/vif/0";
const DUMP = [
  `${FRONTEND}/multi-queue-num-queues = "2"`,
  `${FRONTEND}/queue-0 = ""`,
  `${FRONTEND}/queue-0/tx-ring-ref = "8"`,
  `${FRONTEND}/queue-0/rx-ring-ref = "9"`,
  `${FRONTEND}/queue-0/event-channel = "5"`,
  "",
].join("\n");
const REQUEST = { start: { line: 0, character: FRONTEND.length + 27 }, end: { line: 0, character: FRONTEND.length + 28 } };
const HEALTHY = realDump("g1v1.flat.xenstore");

let client: TestClient;
afterEach(() => client.kill());

describe("a client that can do all", () => {
  test("asks for diagnostics and is not sent any", async () => {
    client = await TestClient.start(FULL);
    expect(client.initialized.capabilities.diagnosticProvider).toEqual({ identifier: "xenstore", interFileDependencies: false, workspaceDiagnostics: false });
    await client.open(URI, DUMP);
    const report = await client.pull(URI);
    expect(report).toMatchObject({ kind: "full", items: [{ code: "queue-missing", severity: 1, source: "xenstore", range: REQUEST }] });
    await client.change(URI, 2, { range: REQUEST, text: "3" });
    expect(await client.pull(URI)).toMatchObject({ items: [{ message: expect.stringMatching(/^Queues 1 and 2 are requested but have no keys\./) }] });
    await client.close(URI);
    expect(await client.pull(URI)).toEqual({ kind: "full", items: [] });
    expect(await client.stop()).toBe(0);
    expect(client.published).toEqual([]);
  });

  test("reads a healthy store without a word, over node IPC", async () => {
    client = await TestClient.start(FULL, "ipc");
    await client.open(URI, HEALTHY);
    expect(await client.pull(URI)).toMatchObject({ kind: "full", items: [] });
    expect(await client.stop()).toBe(0);
  });
});

describe("a client that can do nothing", () => {
  test("is sent diagnostics, plain, after each change", async () => {
    client = await TestClient.start({});
    expect(client.initialized.capabilities).not.toHaveProperty("diagnosticProvider");
    expect(client.initialized.capabilities).not.toHaveProperty("codeActionProvider");
    await client.open(URI, DUMP);
    const first = await client.publishedTimes(1);
    expect(first).not.toHaveProperty("version");
    expect(first.diagnostics).toEqual([
      { code: "queue-missing", message: expect.stringContaining("Queue 1") as string, range: REQUEST, severity: 1, source: "xenstore" } satisfies Diagnostic,
    ]);
    await client.change(URI, 2, { text: HEALTHY });
    expect(await client.publishedTimes(2)).toEqual({ uri: URI, diagnostics: [] });
    await client.change(URI, 3, { text: DUMP });
    expect((await client.publishedTimes(3)).diagnostics).toHaveLength(1);
    await client.close(URI);
    expect(await client.publishedTimes(4)).toEqual({ uri: URI, diagnostics: [] });
  });
});

/** Texts that could get lost on their way through a pipe. */
const ODD = [
  String.fromCharCode(...Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)),
  "",
  '/a = "1"\r/a/b = "2"\r',
  '/a = "\uD800"\n',
  `${FRONTEND}/backend = "[x](command:evil) \`\`\` <img src=x>"\n`,
];

test("the bundle answers what the sources answer, whatever a document holds", async () => {
  client = await TestClient.start(FULL);
  const sources = await InProcessClient.start(FULL);
  expect(client.initialized.capabilities).toEqual(sources.initialized.capabilities);
  for (const [at, text] of [DUMP, HEALTHY, ...ODD].entries()) {
    const textDocument = { uri: `file:///${at}.xenstore` };
    for (const one of [client, sources]) await one.open(textDocument.uri, text);
    for (const [method, parameters] of REQUESTS) {
      const answers = [client, sources].map(async ({ connection }) => JSON.stringify(await connection.sendRequest(method, { ...parameters, textDocument }).catch(String)));
      // Some ids are the time of the answer.
      const [bundled, expected] = (await Promise.all(answers)).map((answer) => answer.replace(/"resultId":"[0-9]+"/g, ""));
      expect(bundled, method).toBe(expected);
    }
  }
  sources.stop();
  expect(client.logged).toEqual([]);
  expect(await client.stop()).toBe(0);
});

describe("the process", () => {
  test("ends with 1 where the client did not shut it down", async () => {
    client = await TestClient.start(FULL);
    await client.connection.sendNotification(ExitNotification.type);
    expect(await client.exited()).toBe(1);
  });

  test("ends without a word where the client does not read any more", async () => {
    const child = spawn(process.execPath, [SERVER, "--stdio"]);
    const ended = Promise.all([once(child, "exit"), textOf(child.stderr)]);
    const writer = new StreamMessageWriter(child.stdin);
    child.stdout.destroy();
    await writer.write({ jsonrpc: "2.0", id: 1, method: InitializeRequest.method, params: { processId: null, rootUri: null, capabilities: FULL } } as Message);
    const [[code], said] = await ended;
    expect({ code, said }).toEqual({ code: 1, said: "" });
  });

  test("says how to start it", () => {
    const { status, stderr } = spawnSync(process.execPath, [SERVER], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toBe("usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME\n");
  });
});
