import { commands, EventEmitter, l10n, window, workspace, type Disposable, type Uri } from "vscode";
import {
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { SERVER_COMMANDS } from "./server-commands";

/** The one language server process of this window: started, restarted and stopped as one thing. */
export class LanguageServer implements Disposable {
  readonly log = window.createOutputChannel("XenStore", { log: true });
  readonly #stateChanges = new EventEmitter<State>();
  readonly onDidChangeState = this.#stateChanges.event;
  readonly #modulePath: string;
  readonly #rulePages: Uri;
  #client: Client;
  #lastRestart = Promise.resolve();

  /**
   * @param modulePath the server's bundle
   * @param rulePages the folder with a page for each rule
   */
  constructor(modulePath: string, rulePages: Uri) {
    this.#modulePath = modulePath;
    this.#rulePages = rulePages;
    this.#client = this.#createClient();
  }

  get state(): State {
    return this.#client.state;
  }

  /** Never rejects: the client itself tells the user why a start failed. */
  async start(): Promise<void> {
    await this.#client.start().catch(() => undefined);
  }

  /** One restart after the other, so that two quick ones cannot leave two servers behind. */
  restart(): Promise<void> {
    this.#lastRestart = this.#lastRestart.then(async () => {
      await this.stop();
      // A client whose start has failed cannot be started again; a new one always can.
      this.#client = this.#createClient();
      await this.start();
    });
    return this.#lastRestart;
  }

  /** Never rejects: a server that does not answer within two seconds is killed, and the client logs it. */
  async stop(): Promise<void> {
    // A client that is still starting can only be stopped once it runs.
    if (this.#client.state === State.Starting) await this.start();
    if (this.#client.isRunning()) await this.#client.stop().catch(() => undefined);
  }

  dispose(): void {
    this.#stateChanges.dispose();
    this.log.dispose();
  }

  #createClient(): Client {
    const server = { module: this.#modulePath, transport: TransportKind.ipc };
    const client = new Client("xenstore", "XenStore", server, {
      documentSelector: [{ language: "xenstore" }],
      outputChannel: this.log,
      synchronize: { configurationSection: "xenstore" },
      initializationOptions: () => ({
        commands: SERVER_COMMANDS,
        settings: workspace.getConfiguration().get("xenstore"),
        rulePages: this.#rulePages.toString(),
      }),
      // What goes wrong is told by Client.error, with a remedy, and by nobody else.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
    } satisfies LanguageClientOptions);
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#stateChanges.fire(newState);
    });
    return client;
  }
}

/** Writes every error to the log, and tells the user of those that leave them without a server. */
class Client extends LanguageClient {
  #told = false;

  override error(message: string, data?: unknown, showNotification?: boolean | "force"): void {
    super.error(message, data, false);
    if (showNotification === "force" && !this.#told) void this.#offerRemedy();
  }

  /** Once in a client's life: a server that dies at each start would otherwise fill the screen. */
  async #offerRemedy(): Promise<void> {
    this.#told = true;
    const restart = l10n.t("Restart Server");
    const showLog = l10n.t("Show Log");
    const choice = await window.showErrorMessage(
      l10n.t("The XenStore language server is not running, so dumps are not checked. Restart it; if it stops again, its log says why."),
      restart,
      showLog,
    );
    if (choice === restart) await commands.executeCommand("xenstore.restartServer");
    if (choice === showLog) await commands.executeCommand("xenstore.showLog");
  }
}
