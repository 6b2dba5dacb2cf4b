import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { realDump } from "../real-dumps";
import { InProcessClient } from "../lsp/in-process";
import { REQUESTS } from "../lsp/requests";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The bytes that are still in use when all garbage is gone. Several turns, because what is freed in one may hold something until the next. */
async function heldBytes(): Promise<number> {
  for (let turn = 0; turn < 4; turn += 1) {
    collectGarbage();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  return process.memoryUsage().heapUsed;
}

test("a thousand documents that were open leave nothing behind", { timeout: 120_000 }, async () => {
  const text = realDump("g1v1.flat.xenstore");
  const client = await InProcessClient.start({ textDocument: { diagnostic: {} }, workspace: { configuration: true } }, { commands: ["xenstore.goTo"] }, (connection) => {
    let asked = 0;
    // Most documents are closed by the time that this answer arrives. Every other one never does.
    connection.onRequest("workspace/configuration", () => {
      asked += 1;
      return asked % 2 === 0 ? [null] : new Promise(() => undefined);
    });
  });
  const visit = async (first: number, last: number): Promise<void> => {
    for (let number = first; number <= last; number += 1) {
      const uri = `file:///folder/${number}.xenstore`;
      await client.open(uri, text);
      await client.insert(uri, 2, '/local/domain/9/name = "nine"\n');
      // One kind of question for each document: to ask everything about each would take minutes.
      const [method, parameters] = REQUESTS[number % REQUESTS.length] ?? [];
      if (method !== undefined) await client.connection.sendRequest(method, { ...parameters, textDocument: { uri } });
      await client.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
      await client.connection.sendRequest("textDocument/semanticTokens/full", { textDocument: { uri } });
      await client.close(uri);
    }
    // Messages are handled in order: with this answer, the last one is closed.
    await client.connection.sendRequest("workspace/symbol", { query: "" });
  };
  await visit(1, 100);
  const before = await heldBytes();
  await visit(101, 1000);
  const grown = (await heldBytes()) - before;
  client.stop();
  // Nine hundred texts alone would be three times as much, and all that is known about them a hundred times.
  expect(grown).toBeLessThan((900 * text.length) / 3);
});
