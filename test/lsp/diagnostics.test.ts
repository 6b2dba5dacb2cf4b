import { afterEach, describe, expect, test, vi } from "vitest";
import { CodeActionRequest, DidChangeConfigurationNotification, PublishDiagnosticsNotification, type ClientCapabilities, type Diagnostic, type DocumentDiagnosticReport, type PublishDiagnosticsParams } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

const URI = "file:///a.xenstore";
const OTHER = "file:///b.xenstore";
const FAULTY = "no line of a dump\n";
const HEALTHY = '/a = "1"\n';
const END = { line: 1, character: 0 };

let client: InProcessClient;
afterEach(() => {
  vi.useRealTimers();
  client.stop();
});

async function openAsking(text: string): Promise<void> {
  client = await InProcessClient.start({ textDocument: { diagnostic: {} } });
  await client.open(URI, text);
}

async function pull(previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return client.pull(URI, previousResultId);
}

function withCodes(...codes: readonly string[]): object {
  return { kind: "full", items: codes.map((code) => expect.objectContaining({ code }) as unknown) };
}

/** What is reported for a line that another one is related to. */
async function reported(capabilities: ClientCapabilities): Promise<readonly Diagnostic[]> {
  let published: Promise<PublishDiagnosticsParams> | undefined;
  client = await InProcessClient.start(capabilities, {}, (connection) => {
    published = new Promise((resolve) => {
      connection.onNotification(PublishDiagnosticsNotification.type, resolve);
    });
  });
  await client.open(URI, '/x = ""\n/a = "1"\n/a = "2"\n');
  if (capabilities.textDocument?.diagnostic === undefined) return (await published)?.diagnostics ?? [];
  const report = await pull();
  return report.kind === "full" ? report.items : [];
}

describe("related information", () => {
  const [yes, no] = [{ relatedInformation: true }, { relatedInformation: false }];

  test.each<readonly [client: string, textDocument: NonNullable<ClientCapabilities["textDocument"]>, isTold: boolean]>([
    ["that asks and takes it", { diagnostic: yes }, true],
    ["that asks and does not take it", { diagnostic: no }, false],
    ["that asks and does not say", { diagnostic: {} }, false],
    ["that asks and said so of diagnostics that are sent, as it was done before one could ask", { diagnostic: {}, publishDiagnostics: yes }, true],
    ["that asks and does not take it, whatever it takes unasked", { diagnostic: no, publishDiagnostics: yes }, false],
    ["that waits and takes it", { publishDiagnostics: yes }, true],
    ["that waits and does not take it", { publishDiagnostics: no }, false],
    ["that waits and does not say", {}, false],
  ])("for a client %s", async (_, textDocument, isTold) => {
    const diagnostics = await reported({ textDocument });
    expect(diagnostics.map(({ code, relatedInformation }) => [code, relatedInformation?.map(({ location }) => location.range.start.line)])).toEqual([["duplicate-path", isTold ? [1] : undefined]]);
  });
});

/** One half of a vif without its port, in flat form. */
function faulty(vif: string): string {
  return `${vif}/handle = "0"\n${vif}/tx-ring-ref = "8"\n${vif}/rx-ring-ref = "9"\n${vif}/state = "4"\n`;
}

/** The names of vifs before the messages on ports. */
function namedFor(report: DocumentDiagnosticReport): (string | undefined)[] {
  if (report.kind !== "full") return [];
  return report.items.flatMap(({ code, message }) => (code === "queue-key-missing" && typeof message === "string" ? /^vif[0-9.]+: (?=[A-Z])/.exec(message)?.[0] : []));
}

describe("the vif that a diagnostic is about", () => {
  const [first, second] = [faulty("/local/domain/1/device/vif/0"), faulty("/local/domain/2/device/vif/3")];

  test.each<readonly [dump: string, text: string, begins: readonly (string | undefined)[]]>([
    ["of one vif", first, [undefined]],
    ["of two vifs", first + second, ["vif1.0: ", "vif2.3: "]],
    ["that holds one vif twice", `# xenstore-ls -f\n${first}# xenstore-ls -f\n${first}`, [undefined, undefined]],
    ["of both halves of one vif", `/local/domain/0/backend/vif/1/0/frontend = "/local/domain/1/device/vif/0"\n${first}`, [undefined]],
    ["of a vif and the backend of another", `/local/domain/0/backend/vif/7/1/frontend = "/local/domain/7/device/vif/1"\n${first}`, ["vif1.0: "]],
    ["taken in two frontends, which only links tell apart", [1, 2].map((domid) => `# xenstore-ls .\nbackend = "/local/domain/0/backend/vif/${domid}/0"\n${faulty("x").replaceAll("x/", "")}`).join(""), ["vif1.0: ", "vif2.0: "]],
  ])("in a dump %s", async (_, text, begins) => {
    await openAsking(text);
    expect(namedFor(await pull())).toEqual(begins);
  });

  test("is named as long as there is another, also in what an edit does not reach", async () => {
    await openAsking(first);
    expect(namedFor(await pull())).toEqual([undefined]);
    await client.insert(URI, 2, second, { line: 4, character: 0 });
    expect(namedFor(await pull())).toEqual(["vif1.0: ", "vif2.3: "]);
    await client.remove(URI, 3, { start: { line: 4, character: 0 }, end: { line: 8, character: 0 } });
    expect(namedFor(await pull())).toEqual([undefined]);
  });

  test("is named in the diagnostics of quick fixes, which clients compare with those they have", async () => {
    client = await InProcessClient.start({ textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } });
    await client.open(URI, first + second);
    const report = await pull();
    const diagnostics = report.kind === "full" ? report.items : [];
    const range = diagnostics.find(({ code }) => code === "queue-key-missing")?.range ?? { start: END, end: END };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context: { diagnostics } });
    const said = (actions ?? []).flatMap((action) => ("diagnostics" in action ? (action.diagnostics ?? []) : []));
    expect(said.length).toBeGreaterThan(0);
    for (const diagnostic of said) expect(diagnostics).toContainEqual(diagnostic);
  });
});

describe("for a client that asks", () => {
  test.each([
    ["another text", HEALTHY, []],
    ["the same text", FAULTY, ["malformed-line"]],
  ])("a document that is opened again with %s is a new one: of what was said before it was closed, nothing is unchanged", async (_, text, codes) => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    await client.close(URI);
    // An editor counts versions from the start when it opens a document again.
    await client.open(URI, text);
    expect(await pull(resultId)).toMatchObject(withCodes(...codes));
  });

  test.each<readonly [what: string, between: number]>([
    ["has the same version", 1],
    ["has the version of an older one", 2],
  ])("a text that %s is another one all the same", async (_, between) => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    await client.replace(URI, between, "");
    await client.replace(URI, 1, HEALTHY);
    expect(await pull(resultId)).toMatchObject(withCodes());
  });

  test("a document that is opened twice is the last one", async () => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    await client.open(URI, HEALTHY);
    expect(await pull(resultId)).toMatchObject(withCodes());
  });

  test.each([
    ["that does not say which answer it has", undefined],
    ["that has another answer than the last", "0"],
  ])("a client %s is told all, whether or not the document is another version", async (_, had) => {
    await openAsking(FAULTY);
    const first = await pull();
    expect(first).toMatchObject(withCodes("malformed-line"));
    expect(await pull(had)).toMatchObject(withCodes("malformed-line"));
    await client.insert(URI, 2, "# a comment\n", END);
    expect(await pull(had)).toMatchObject(withCodes("malformed-line"));
    // The client has been given other answers since.
    expect(await pull(first.resultId)).toMatchObject(withCodes("malformed-line"));
  });

  test("the same answer is not told twice, though the document is another version", async () => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    expect(await pull(resultId)).toEqual({ kind: "unchanged", resultId });
    await client.insert(URI, 2, "# a comment\n", END);
    expect(await pull(resultId)).toEqual({ kind: "unchanged", resultId });
  });

  test("the code of a rule leads to its page, where both sides know of it", async () => {
    client = await InProcessClient.start({ textDocument: { diagnostic: { codeDescriptionSupport: true } } }, { rulePages: "file:///pages" });
    await client.open(URI, FAULTY);
    expect(await pull()).toMatchObject({ items: [{ codeDescription: { href: "file:///pages/malformed-line.md" } }] });
  });

  test("other settings are another answer, though the document is the same", async () => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { xenstore: { rules: { "malformed-line": "off" } } } });
    expect(await pull(resultId)).toMatchObject(withCodes());
  });

  test("what is another answer is told, whatever the client has", async () => {
    await openAsking(FAULTY);
    const { resultId } = await pull();
    await client.insert(URI, 2, FAULTY, END);
    expect(await pull(resultId)).toMatchObject(withCodes("malformed-line", "malformed-line"));
  });
});

describe("for a client that waits to be told", () => {
  test("edits in a row are answered once, each document for itself, with what is there after the last", async () => {
    const published: PublishDiagnosticsParams[] = [];
    client = await InProcessClient.start({ textDocument: { publishDiagnostics: { versionSupport: true } } }, {}, (connection) => {
      connection.onNotification(PublishDiagnosticsNotification.type, (params) => void published.push(params));
    });
    // Messages are handled in order: with the answer to a request, all that was sent before it has been handled.
    const handled = (): Promise<unknown> => client.connection.sendRequest("workspace/symbol", { query: "" });
    // The test says when the turn of the event loop after the edits comes.
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    await client.open(URI, FAULTY);
    await client.open(OTHER, FAULTY);
    for (const version of [2, 3, 4]) await client.insert(URI, version, FAULTY, END);
    await handled();
    expect(published).toEqual([]);
    vi.advanceTimersByTime(0);
    await handled();
    expect(published.map(({ uri, version, diagnostics }) => [uri, version, diagnostics.length])).toEqual([[URI, 4, 4], [OTHER, 1, 1]]);
    await client.insert(OTHER, 2, FAULTY, END);
    await handled();
    vi.advanceTimersByTime(0);
    await handled();
    expect(published.slice(2).map(({ uri, version, diagnostics }) => [uri, version, diagnostics.length])).toEqual([[OTHER, 2, 2]]);
  });
});
