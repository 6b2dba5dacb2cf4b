import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type ClientCapabilities,
  type ProtocolConnection,
  type Range,
} from "vscode-languageserver-protocol/node";
import { startServer } from "../../server/src/lsp/start-server";

/** A client whose server runs in the same process, so that a test can look at the memory of both. */
export class InProcessClient {
  readonly connection: ProtocolConnection;
  /** What the server has logged: nothing, as long as nothing fails. */
  readonly logged: string[] = [];

  private constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
  }

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
    prepare?.(connection);
    connection.listen();
    const client = new InProcessClient(connection);
    await connection.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities, initializationOptions });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  async open(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "xenstore", version: 1, text } });
  }

  /** Inserts a text, at the top if no place is given. */
  async insert(uri: string, version: number, text: string, start = { line: 0, character: 0 }): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ range: { start, end: start }, text }] });
  }

  async remove(uri: string, version: number, range: Range): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ range, text: "" }] });
  }

  /** Gives a document another text. */
  async replace(uri: string, version: number, text: string): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  stop(): void {
    this.connection.dispose();
  }
}
