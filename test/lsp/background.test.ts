import { setImmediate } from "node:timers/promises";
import { CancellationToken, CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver-protocol/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeStore } from "../../bench/documents.mjs";
import { hostStore } from "../../bench/host-store.mjs";
import { Background } from "../../server/src/lsp/background";
import { createDumpService, type Dump, type DumpSymbol } from "../../server/src/service";
import { InProcessClient } from "./in-process";

const URI = "file:///folder/host.xenstore";
/** What an editor asks about a whole document at each pause in typing, in the order of the answers. */
const WHOLE = ["textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/codeLens", "textDocument/documentLink"];

describe("what concerns a whole document", () => {
  let client: InProcessClient;
  beforeEach(async () => {
    client = await InProcessClient.start({ textDocument: { diagnostic: {}, documentSymbol: { hierarchicalDocumentSymbolSupport: true } } });
    await client.open(URI, writeStore("flat", hostStore(20)).text);
  });
  afterEach(() => client.stop());

  const ask = (method: string, token = CancellationToken.None): Promise<unknown> => client.connection.sendRequest(method, { textDocument: { uri: URI } }, token);

  test("is answered after diagnostics and a hover that were asked for later", async () => {
    const answered: string[] = [];
    const hover = client.connection.sendRequest("textDocument/hover", { textDocument: { uri: URI }, position: { line: 1, character: 20 } }).then(() => answered.push("textDocument/hover"));
    const others = [...WHOLE, "textDocument/diagnostic"].map(async (method) => {
      await ask(method);
      answered.push(method);
    });
    await Promise.all([hover, ...others]);
    expect(answered).toEqual(["textDocument/hover", "textDocument/diagnostic", ...WHOLE]);
  });

  test.each(WHOLE)("is not worked on when the client no longer asks for it: %s", async (method) => {
    const source = new CancellationTokenSource();
    const answer = ask(method, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  test("is told of the text as it is then", async () => {
    const answer = ask("textDocument/documentSymbol");
    await client.insert(URI, 2, '/local/domain/9999 = ""\n/local/domain/9999/name = "late"\n');
    expect(JSON.stringify(await answer)).toContain("late");
  });

  test.each(WHOLE)("is nothing for a document that is not open: %s", async (method) => {
    expect(await client.connection.sendRequest(method, { textDocument: { uri: "file:///other" } })).toEqual([]);
  });
});

describe("work in steps", () => {
  const FAULTY = '/local/domain/1/device/vif/0/state = "4"\n/local/domain/1/device/vif/0/multi-queue-num-queues = "02"\n';
  const all = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };

  test.each<[what: string, happens: (dump: Dump) => unknown, begun: number]>([
    ["is done once where nothing happens", () => undefined, 1],
    ["is begun anew where the text was edited between two", (dump) => dump.edit({ start: all.start, end: all.start }, "# a note\n"), 2],
    ["is begun anew where a fix was tried and taken back between two", (dump) => dump.fixes(all), 2],
    ["is begun anew where other settings hold", (dump) => dump.configure(dump.settings), 2],
  ])("%s", async (_, happens, begun) => {
    const dump = createDumpService().open(FAULTY);
    let beginnings = 0;
    const result = await new Background(() => setImmediate(), 0).run(CancellationToken.None, { uri: URI, version: 1, revision: {}, dump }, function* (given) {
      beginnings += 1;
      yield;
      if (beginnings === 1) happens(given);
      yield;
      return given.text();
    });
    expect({ beginnings, result }).toEqual({ beginnings: begun, result: dump.text() });
  });

  test("is not begun before no message has come for some turns", async () => {
    const document = { uri: URI, version: 1, revision: {}, dump: createDumpService().open(FAULTY) };
    let turn = 0;
    const background = new Background(async () => {
      turn += 1;
      if (turn <= 5) background.handleMessage({ jsonrpc: "2.0" }, () => undefined);
    });
    const begun = background.run(CancellationToken.None, document, function* () {
      yield;
      return turn;
    });
    expect(await begun).toBe(8);
  });

  test("is left after each vif of an outline, wherever it is", () => {
    const steps = createDumpService().open(writeStore("flat", hostStore(20)).text).symbols();
    let left = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) left += 1;
    const count = (symbols: readonly DumpSymbol[]): number => symbols.reduce((sum, { kind, children }) => sum + (kind === "vif" ? 1 : 0) + count(children), 0);
    expect(count(step.value)).toBe(80);
    expect(left).toBeGreaterThanOrEqual(80);
  });

  test("that throws does not keep back what comes after it", async () => {
    const document = { uri: URI, version: 1, revision: {}, dump: createDumpService().open(FAULTY) };
    const background = new Background(() => setImmediate());
    const broken = background.run(CancellationToken.None, document, function* () {
      yield;
      throw new Error("broken");
    });
    const next = background.run(CancellationToken.None, document, function* () {
      yield;
      return "done";
    });
    await expect(broken).rejects.toThrow("broken");
    expect(await next).toBe("done");
  });
});
