import { fork, spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import {
  createProtocolConnection,
  ExitNotification,
  IPCMessageReader,
  IPCMessageWriter,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import { DocumentClient } from "../lsp/document-client";

export const SERVER = path.resolve(import.meta.dirname, "../../dist/server.js");

/** The command line, which starts the server with `lsp`. */
export const COMMAND_LINE = path.resolve(import.meta.dirname, "../../dist/cli.js");

/** Those capabilities of VS Code that the server looks at. */
export const FULL: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } }, isPreferredSupport: true },
  },
  workspace: { applyEdit: true, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

/** A client that drives the built server as an editor does. */
export class TestClient extends DocumentClient {
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;
  readonly #published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void)[] = [];

  private constructor(process: ChildProcess) {
    const connection = connect(process);
    super(connection);
    this.#process = process;
    this.#exited = new Promise((resolve) => {
      process.once("exit", resolve);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#published.push(params);
      for (const resolve of this.#waiting) resolve();
      this.#waiting = [];
    });
  }

  /**
   * Starts a server and shakes hands with it.
   * @param initializationOptions what the client says about itself besides its capabilities
   * @param program the script of the server, and its arguments before the transport
   * @param locale the language of its user
   */
  static async start(
    capabilities: ClientCapabilities,
    transport: "stdio" | "ipc" = "stdio",
    initializationOptions?: object,
    [script, ...args]: readonly [string, ...string[]] = [SERVER],
    locale?: string,
  ): Promise<TestClient> {
    const child =
      transport === "ipc"
        ? fork(script, [...args, "--node-ipc"], { stdio: "inherit" })
        : spawn(process.execPath, [script, ...args, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const client = new TestClient(child);
    await client.shakeHands({ processId: process.pid, capabilities, initializationOptions, ...(locale === undefined ? {} : { locale }) });
    return client;
  }

  /** The diagnostics that the server has sent unasked so far. */
  get published(): readonly PublishDiagnosticsParams[] {
    return this.#published;
  }

  /** Waits until the server has sent diagnostics so many times. */
  async publishedTimes(times: number): Promise<PublishDiagnosticsParams> {
    while (this.#published.length < times) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    return this.#published[times - 1] as PublishDiagnosticsParams;
  }

  /** Ends the server as the protocol says. @returns its exit code */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return this.exited();
  }

  /** Waits for the process to end. */
  async exited(): Promise<number | null> {
    const code = await this.#exited;
    this.connection.dispose();
    return code;
  }

  /** Closes the channel to a server over IPC. */
  disconnect(): void {
    this.#process.disconnect();
  }

  /** Ends the process whatever state it is in. */
  kill(): void {
    this.#process.kill();
  }
}

function connect(child: ChildProcess): ProtocolConnection {
  if (child.stdout === null || child.stdin === null) return createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  return createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
}
