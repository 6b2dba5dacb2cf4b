import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type Range,
} from "vscode-languageserver-protocol/node";

/** A client that tells its server of documents, and asks for their diagnostics. */
export class DocumentClient {
  readonly connection: ProtocolConnection;
  /** What the server has answered to the handshake. */
  initialized!: InitializeResult;
  /** What the server has logged: nothing, as long as nothing fails. */
  readonly logged: string[] = [];

  protected constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
  }

  protected async shakeHands(parameters: Omit<InitializeParams, "rootUri">): Promise<void> {
    this.connection.listen();
    this.initialized = await this.connection.sendRequest(InitializeRequest.type, { ...parameters, rootUri: null });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "xenstore", version, text } });
  }

  async change(uri: string, version: number, ...contentChanges: ({ range: Range; text: string } | { text: string })[]): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Asks for diagnostics. */
  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const parameters = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, parameters);
  }
}
