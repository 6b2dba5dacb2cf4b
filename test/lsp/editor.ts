import { vi } from "vitest";
import {
  CodeLensRefreshRequest,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  InlayHintRefreshRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  type ClientCapabilities,
  type ConfigurationItem,
  type Diagnostic,
  type PublishDiagnosticsParams,
  type Registration,
} from "vscode-languageserver-protocol/node";
import { InProcessClient } from "./in-process";

/** The levels in the order in which the protocol numbers them. */
export const LEVELS = ["none", "error", "warning", "information", "hint"];

/** The level of the first of some diagnostics; undefined if there is none. */
function levelOf([first]: readonly Diagnostic[]): string | undefined {
  return LEVELS[first?.severity ?? 0];
}

/** A client that has settings, and can be asked for them: with what it answers, and what it receives. */
export class Editor {
  /** Its answer to a request for the settings of a document. */
  answer: (scope: string) => unknown = () => null;
  readonly asked: string[][] = [];
  readonly registered: Registration[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly refreshed: string[] = [];
  client!: InProcessClient;

  static async start(capabilities: ClientCapabilities, settings?: object): Promise<Editor> {
    const editor = new Editor();
    editor.client = await InProcessClient.start(capabilities, { settings }, (connection) => {
      connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
        editor.asked.push(items.map(({ scopeUri }) => scopeUri ?? ""));
        return Promise.all(items.map(({ scopeUri = "", section }: ConfigurationItem) => (section === "xenstore" ? editor.answer(scopeUri) : null)));
      });
      connection.onRequest(RegistrationRequest.type, ({ registrations }) => void editor.registered.push(...registrations));
      connection.onNotification(PublishDiagnosticsNotification.type, (params) => void editor.published.push(params));
      for (const { type, name } of [
        { type: DiagnosticRefreshRequest.type, name: "diagnostics" },
        { type: CodeLensRefreshRequest.type, name: "lenses" },
        { type: InlayHintRefreshRequest.type, name: "hints" },
      ]) connection.onRequest(type, () => void editor.refreshed.push(name));
    });
    return editor;
  }

  /** Tells the server that settings have changed. What they are is sent only to a server that cannot ask. */
  async change(settings: unknown = null): Promise<void> {
    await this.client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    await this.settled();
  }

  /**
   * Waits until everything that is under way on both sides has been handled: the answer to a request shows that all messages before it were.
   * A notification makes the server ask, the answer makes it set the timer for diagnostics, and what it then sends is answered.
   */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await this.#answered();
    vi.advanceTimersByTime(0);
    for (let turn = 0; turn < 2; turn += 1) await this.#answered();
  }

  async #answered(): Promise<void> {
    await this.client.connection.sendRequest("workspace/symbol", { query: "" });
  }

  /** The level of the one fault that the server reports when it is asked. */
  async pulledLevel(uri: string): Promise<string | undefined> {
    const report = await this.client.pull(uri);
    return levelOf(report.kind === "full" ? report.items : []);
  }

  /** The levels that the server has sent for a document, one after the other. */
  publishedLevels(uri: string): (string | undefined)[] {
    return this.published.filter((sent) => sent.uri === uri).map(({ diagnostics }) => levelOf(diagnostics));
  }
}
