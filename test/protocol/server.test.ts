import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text as textOf } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  CodeLensRequest,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializeRequest,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type Command,
  type Diagnostic,
  type Message,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
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

async function actions(): Promise<(CodeAction | Command)[]> {
  const params = { textDocument: { uri: URI }, range: REQUEST, context: { diagnostics: [] } };
  return (await client.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
}

async function lenses(): Promise<CodeLens[]> {
  return (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: URI } })) ?? [];
}

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

  test("is not told the same twice", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP);
    const { resultId } = await client.pull(URI);
    expect(resultId).toBeTypeOf("string");
    expect(await client.pull(URI, resultId)).toEqual({ kind: "unchanged", resultId });
    const end = { line: 5, character: 0 };
    await client.change(URI, 2, { range: { start: end, end }, text: "# a comment\n" });
    expect(await client.pull(URI, resultId)).toEqual({ kind: "unchanged", resultId });
    await client.change(URI, 3, { range: REQUEST, text: "1" });
    expect(await client.pull(URI, resultId)).toMatchObject({ kind: "full" });
  });

  test("gets fixes as versioned edits with tab stops", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP, 7);
    const [generate] = (await actions()) as CodeAction[];
    expect(generate).toMatchObject({ title: "Generate queue-1", kind: "quickfix", isPreferred: true, diagnostics: [{ code: "queue-missing" }] });
    expect(generate?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: URI, version: 7 },
        edits: [
          {
            range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } },
            snippet: {
              kind: "snippet",
              value: `${FRONTEND}/queue-1 = ""\n${FRONTEND}/queue-1/tx-ring-ref = "\${1:<ring-ref-tx1>}"\n${FRONTEND}/queue-1/rx-ring-ref = "\${2:<ring-ref-rx1>}"\n${FRONTEND}/queue-1/event-channel = "\${3:<evtchn1>}"\n`,
            },
          },
        ],
      },
    ]);
  });

  test("gets hovers in Markdown", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP);
    const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position: REQUEST.start });
    expect(hover).toMatchObject({ range: REQUEST, contents: { kind: "markdown", value: expect.stringContaining("**multi-queue-num-queues**") } });
  });

  test("gets only the kinds of action that it asks for", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP);
    const ask = (only: string[]) => client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range: REQUEST, context: { diagnostics: [], only } });
    const kinds = async (only: string) => new Set(((await ask([only])) as CodeAction[]).map(({ kind }) => kind));
    expect(await kinds("refactor")).toEqual(new Set(["refactor.rewrite"]));
    expect(await kinds("quickfix")).toEqual(new Set(["quickfix"]));
    expect(await kinds("source.organizeImports")).toEqual(new Set());
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

  test("gets hovers as plain text", async () => {
    client = await TestClient.start({});
    await client.open(URI, DUMP);
    const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position: REQUEST.start });
    expect(hover).toMatchObject({ contents: { kind: "plaintext", value: expect.not.stringContaining("**") } });
  });
});

describe("clients in between", () => {
  test("with versions for diagnostics, and related information", async () => {
    client = await TestClient.start({ textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } } });
    await client.open(URI, DUMP, 3);
    const { version, diagnostics } = await client.publishedTimes(1);
    expect(version).toBe(3);
    expect(diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe(URI);
  });

  test("without code action literals: a command that lets the client apply the edit", async () => {
    client = await TestClient.start({ workspace: { applyEdit: true } });
    await client.open(URI, DUMP);
    const [generate] = (await actions()) as Command[];
    expect(generate).toMatchObject({ title: "Generate queue-1", command: "xenstore.applyFix" });
    const applied = new Promise<WorkspaceEdit>((resolve) => {
      client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
        resolve(edit);
        return { applied: true };
      });
    });
    await client.connection.sendRequest(ExecuteCommandRequest.type, { command: generate?.command ?? "", arguments: generate?.arguments ?? [] });
    expect((await applied).changes?.[URI]?.[0]?.newText).toContain('queue-1/event-channel = "<evtchn1>"');
  });

  test("without snippets, preferred actions and versions: plain edits", async () => {
    const capabilities: ClientCapabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } };
    client = await TestClient.start(capabilities);
    await client.open(URI, DUMP);
    const [generate] = (await actions()) as CodeAction[];
    expect(generate).not.toHaveProperty("isPreferred");
    expect(generate?.edit?.documentChanges).toBeUndefined();
    expect(generate?.edit?.changes?.[URI]?.[0]?.newText).toContain("<ring-ref-tx1>");
  });
});

describe("lenses and actions", () => {
  test("a lens leads to the culprit where the client has the command", async () => {
    client = await TestClient.start(FULL, "stdio", { commands: ["xenstore.goTo", "xenstore.configureRule"] });
    await client.open(URI, DUMP);
    const [lens] = await lenses();
    expect(lens?.command).toEqual({ title: `netback refuses: "2 reading ${FRONTEND}/queue-1/ring-ref"`, command: "xenstore.goTo", arguments: [URI, REQUEST] });
    const fixes = (await actions()).filter((action) => "kind" in action && action.kind === "quickfix");
    expect(fixes.map(({ title }) => title)).toEqual(["Generate queue-1", "Fall back to one queue", "Ignore queue-missing here", "Ignore queue-missing in this file", "Configure queue-missing…"]);
    expect(fixes.at(-1)?.command).toMatchObject({ command: "xenstore.configureRule", arguments: ["queue-missing", URI] });
  });

  test("the code of a diagnostic leads to the page of its rule, where both sides know of it", async () => {
    const textDocument = { ...FULL.textDocument, diagnostic: { codeDescriptionSupport: true } };
    client = await TestClient.start({ ...FULL, textDocument }, "stdio", { rulePages: "file:///pages" });
    await client.open(URI, DUMP);
    expect(await client.pull(URI)).toMatchObject({ items: [{ codeDescription: { href: "file:///pages/queue-missing.md" } }] });
  });

  test("and is only a line where it has not", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP);
    expect((await lenses())[0]?.command?.command).toBe("");
    expect((await actions()).map(({ title }) => title)).not.toContain("Configure queue-missing…");
  });

  test("all fixes at once are there for who asks for them by kind", async () => {
    client = await TestClient.start(FULL);
    await client.open(URI, DUMP);
    for (const only of ["source", "source.fixAll", "source.fixAll.xenstore"]) {
      const params = { textDocument: { uri: URI }, range: REQUEST, context: { diagnostics: [], only: [only] } };
      const found = (await client.connection.sendRequest(CodeActionRequest.type, params)) as CodeAction[];
      expect(found.map(({ title, kind }) => [title, kind])).toEqual([["Fix all in this file", "source.fixAll.xenstore"]]);
      expect(JSON.stringify(found[0]?.edit)).not.toContain("snippet");
    }
  });
});

describe("whatever a document holds", () => {
  test.each([
    ["binary", String.fromCharCode(...Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256))],
    ["nothing", ""],
    ["carriage returns", '/a = "1"\r/a/b = "2"\r'],
    ["a lone surrogate", '/a = "\uD800"\n'],
    ["markup", `${FRONTEND}/backend = "[x](command:evil) \`\`\` <img src=x>"\n`],
  ])("%s is answered", async (_, text) => {
    client = await TestClient.start(FULL);
    await client.open(URI, text);
    expect(await client.pull(URI)).toMatchObject({ kind: "full" });
    const position = { line: 0, character: FRONTEND.length + 2 };
    await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri: URI }, position });
    await actions();
    // What throws is logged, and answered with nothing.
    expect(client.logged).toEqual([]);
    expect(await client.stop()).toBe(0);
  });
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
