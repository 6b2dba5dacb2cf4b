import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { createProtocolConnection, type ClientCapabilities, type ProtocolConnection, type Range } from "vscode-languageserver-protocol/node";
import { startServer } from "../../server/src/lsp/start-server";
import { DocumentClient } from "./document-client";

/** A client whose server runs in the same process, so that a test can look at the memory of both. */
export class InProcessClient extends DocumentClient {
  /** @param prepare sets up what the client answers, before the server can ask anything */
  static async start(capabilities: ClientCapabilities, initializationOptions?: object, prepare?: (connection: ProtocolConnection) => void): Promise<InProcessClient> {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    // A reader and a writer instead of streams: the server would take the end of a stream for the end of its process.
    startServer({
      connect: (options) => createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient), options),
      nextTurn: () => setImmediate(),
      identity: { name: "test", version: "0" },
    });
    const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const client = new InProcessClient(connection);
    prepare?.(connection);
    await client.shakeHands({ processId: null, capabilities, initializationOptions });
    return client;
  }

  /** Inserts a text, at the top if no place is given. */
  async insert(uri: string, version: number, text: string, start = { line: 0, character: 0 }): Promise<void> {
    await this.change(uri, version, { range: { start, end: start }, text });
  }

  async remove(uri: string, version: number, range: Range): Promise<void> {
    await this.change(uri, version, { range, text: "" });
  }

  /** Gives a document another text. */
  async replace(uri: string, version: number, text: string): Promise<void> {
    await this.change(uri, version, { text });
  }

  /** @throws Error if the server has logged that something failed */
  stop(): void {
    this.connection.dispose();
    if (this.logged.length > 0) throw new Error(this.logged.join("\n"));
  }
}
