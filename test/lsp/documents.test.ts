import { afterEach, describe, expect, test } from "vitest";
import type { ClientCapabilities, FullDocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";
import { REQUESTS } from "./requests";

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";
const DUMP = `${FRONTEND}/state = "4"
${FRONTEND}/backend = "${BACKEND}"
${FRONTEND}/multi-queue-num-queues = "2"
${BACKEND}/frontend = "${FRONTEND}"
${BACKEND}/state = "4"
`;
const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: {}, rename: { prepareSupport: true }, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  workspace: { workspaceEdit: { documentChanges: true } },
};

let client: InProcessClient;
afterEach(() => client.stop());

function ask(method: string, uri: string, parameters: object): Promise<unknown> {
  return client.connection.sendRequest(method, { ...parameters, textDocument: { uri } });
}

/** An answer without what depends on the document's name or on when it was asked for. */
function shown(answer: unknown, uri: string): string {
  // The script names the document in a comment.
  return JSON.stringify(answer).replace(/(XenStore from ).*?(\.\\n)/, "$1NAME$2").replaceAll(JSON.stringify(uri).slice(1, -1), "URI").replaceAll(/"resultId":"[0-9]+",?/g, "");
}

describe("what is said of a dump does not depend on where it is from", () => {
  test.each([
    ["untitled", "untitled:Untitled-1"],
    ["the left side of a diff", "git:/repo/host.xenstore?%7B%22path%22%3A%22%2Frepo%2Fhost.xenstore%22%2C%22ref%22%3A%22~%22%7D"],
    ["a virtual workspace", "vscode-vfs://github/owner/repo/host.xenstore"],
    ["another folder of the workspace", "file:///other/host.xenstore"],
    ["a name that is no proper URI", "file:///100%.xenstore"],
  ])("%s", async (_, uri) => {
    client = await InProcessClient.start(ABLE, { commands: ["xenstore.goTo"] });
    const file = "file:///folder/host.xenstore";
    await client.open(file, DUMP);
    await client.open(uri, DUMP);
    for (const [method, parameters] of REQUESTS) {
      const [ofFile, ofOther] = await Promise.all([file, uri].map(async (asked) => shown(await ask(method, asked, parameters), asked)));
      expect(ofOther, method).toBe(ofFile);
    }
  });
});

test("two folders of a workspace may each have a dump of the same name", async () => {
  client = await InProcessClient.start(ABLE);
  await client.open("file:///a/host.xenstore", DUMP);
  await client.open("file:///b/host.xenstore", DUMP);
  await client.insert("file:///a/host.xenstore", 2, '/local/domain/9/name = "nine"\n');
  const found = (await client.connection.sendRequest("workspace/symbol", { query: "domain 9" })) as { location: { uri: string } }[];
  expect(found.map(({ location }) => location.uri)).toEqual(["file:///a/host.xenstore"]);
});

test.each<readonly [what: string, change: object]>([
  ["without a range", {}],
  ["with a range that is null", { range: null, rangeLength: null }],
])("a change %s is another text", async (_, change) => {
  client = await InProcessClient.start(ABLE);
  const uri = "file:///host.xenstore";
  await client.open(uri, DUMP);
  await client.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ ...change, text: `${FRONTEND}/state = "9"\n` }] });
  expect(await ask("textDocument/diagnostic", uri, {})).toMatchObject({ items: [{ code: "state-invalid" }] });
});

describe("a document that is closed and opened again", () => {
  const uri = "file:///host.xenstore";

  test.each(REQUESTS)("while %s runs", async (method, parameters) => {
    client = await InProcessClient.start(ABLE);
    await client.open(uri, DUMP);
    // None of these waits for the one before.
    const before = ask(method, uri, parameters);
    const closing = client.close(uri);
    const between = ask(method, uri, parameters);
    const opening = client.open(uri, `# another\n${DUMP}`);
    const after = ask(method, uri, parameters).catch((error: unknown) => (error as Error).message);
    const [, nothing] = await Promise.all([before, between, after, closing, opening]);
    // Nothing is known about a document that is closed.
    expect(["null", "[]", '{"data":[]}', '{"kind":"full","items":[]}']).toContain(shown(nothing, uri));
    expect(await ask("textDocument/hover", uri, { position: { line: 2, character: 32 } })).not.toBeNull();
  });

  test("is not edited by what was meant for the one before", async () => {
    client = await InProcessClient.start(ABLE);
    await client.open(uri, DUMP);
    await client.close(uri);
    await client.insert(uri, 2, "# too late\n");
    await client.open(uri, DUMP);
    expect(await ask("textDocument/foldingRange", uri, {})).toMatchObject([{ startLine: 0 }, { startLine: 3 }]);
  });

  test("has lenses, links and completions that can be asked for more after it is closed", async () => {
    client = await InProcessClient.start(ABLE);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    expect(await client.connection.sendRequest("codeLens/resolve", { range, data: { uri, kind: "forecast" } })).toMatchObject({ command: { title: "" } });
    expect(await client.connection.sendRequest("documentLink/resolve", { range, data: uri })).toEqual({ range, data: uri });
    expect(await client.connection.sendRequest("completionItem/resolve", { label: "x" })).toEqual({ label: "x" });
  });
});

describe("of more findings than are shown", () => {
  const uri = "file:///host.xenstore";
  const line = "no line of a dump\n";

  /** What a client is told that has no answer yet, or another one. */
  async function pull(previousResultId?: string): Promise<FullDocumentDiagnosticReport> {
    const report = await client.pull(uri, previousResultId);
    if (report.kind !== "full") throw new Error("it is not told anew");
    return report;
  }

  async function openShowing(limit: number, count: number): Promise<void> {
    client = await InProcessClient.start(ABLE, { settings: { diagnostics: { limit } } });
    await client.open(uri, line.repeat(count));
  }

  test.each([
    [2, "left out: 1."],
    [100, "left out: 99."],
    [101, "left out: at least 100."],
    [1260, "left out: at least 1200."],
  ])("with %d of them, the number of the others is told as far as it matters", async (count, told) => {
    await openShowing(1, count);
    const { items } = await pull();
    expect(items).toHaveLength(2);
    expect(items[0]?.message).toContain(told);
  });

  test("the note covers the first line, and does not change while that is typed in", async () => {
    await openShowing(1, 2);
    const { items } = await pull();
    expect(items[0]?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } });
    await client.insert(uri, 2, "still ");
    expect((await pull()).items[0]).toEqual(items[0]);
  });

  test("those that are shown are not sent again because of one that is not", async () => {
    await openShowing(1000, 2500);
    const { resultId, items } = await pull();
    // With the note, as many as VS Code shows.
    expect(items).toHaveLength(1000);
    expect(items[0]?.message).toMatch(/at least 1500\. xenstore-netif check shows all\.$/);
    await client.insert(uri, 2, line, { line: 2400, character: 0 });
    expect(await client.pull(uri, resultId)).toEqual({ kind: "unchanged", resultId });
    await client.insert(uri, 3, "# a comment\n");
    const moved = await pull(resultId);
    const linesOf = (report: typeof moved): number[] => report.items.slice(1).map(({ range }) => range.start.line);
    expect(linesOf(moved)).toEqual(linesOf({ ...moved, items }).map((number) => number + 1));
  });
});
