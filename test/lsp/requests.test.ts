import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import * as protocol from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";
import { REQUESTS } from "./requests";

/** Each method of the protocol by which a client asks about a document, whether this server answers it or not. */
const METHODS = Object.values(protocol).flatMap((exported) => {
  const method: unknown = typeof exported === "object" && "type" in exported && exported.type instanceof protocol.ProtocolRequestType ? exported.type.method : undefined;
  return typeof method === "string" && method.startsWith("textDocument/") ? [method] : [];
});

/** The requests of this server's own. */
const OWN = Array.from(readFileSync(new URL("../../server/src/lsp/own-requests.ts", import.meta.url), "utf8").matchAll(/"(xenstore\/\w+)"/g), ([, method = ""]) => method);

/** The library that keeps the documents answers this one, with no edits. */
const OF_THE_LIBRARY = "textDocument/willSaveWaitUntil";

let client: InProcessClient | undefined;
afterAll(() => client?.stop());

test("tests ask of a document all that the server answers", async () => {
  const started = (client = await InProcessClient.start({ textDocument: { diagnostic: {} } }));
  const isAnswered = async (method: string): Promise<boolean> => {
    try {
      await started.connection.sendRequest(method, { textDocument: { uri: "file:///not-open.xenstore" } });
      return true;
    } catch (error) {
      return !(error instanceof protocol.ResponseError && error.code === protocol.ErrorCodes.MethodNotFound);
    }
  };
  const answered: string[] = [];
  for (const method of new Set([...METHODS, ...OWN])) if (method !== OF_THE_LIBRARY && (await isAnswered(method))) answered.push(method);
  const asked = new Set(REQUESTS.map(([method]) => method));
  expect(answered.toSorted(), "what the server answers, and REQUESTS of test/lsp/requests.ts").toEqual([...asked].toSorted());
});
