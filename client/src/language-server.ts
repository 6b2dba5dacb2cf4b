import { commands, env, EventEmitter, l10n, version, window, workspace, type Disposable, type Uri } from "vscode";
import { LSPErrorCodes, ResponseError, RevealOutputChannelOn, State, type BaseLanguageClient, type LanguageClientOptions, type ServerInfo } from "vscode-languageclient";
import { dumpsOnly } from "./dumps-only";
import { plainSymbols } from "./plain-label";
import { tokensByScreen } from "./tokens-by-screen";

/** Makes a client whose server is not started yet. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** The language server of this window. It can be started, restarted and stopped. */
export class LanguageServer implements Disposable {
  readonly log = window.createOutputChannel("XenStore", { log: true });
  readonly #stateChanges = new EventEmitter<State>();
  readonly onDidChangeState = this.#stateChanges.event;
  readonly #makeClient: CreateClient;
  readonly #rulePages: Uri;
  readonly #offered: readonly string[];
  #client: BaseLanguageClient;
  #lastRestart = Promise.resolve();

  /**
   * @param rulePages the folder with a page for each rule
   * @param offered the commands that the server may put into lenses and actions
   */
  constructor(makeClient: CreateClient, rulePages: Uri, offered: readonly string[]) {
    this.#makeClient = makeClient;
    this.#rulePages = rulePages;
    this.#offered = offered;
    this.#client = this.#createClient();
  }

  get state(): State {
    return this.#client.state;
  }

  /** Starts the server. Never rejects: the client itself tells the user why a start failed. */
  async start(): Promise<void> {
    await this.#client.start().catch(() => undefined);
  }

  /** Restarts the server. Restarts wait for each other, so that two quick ones cannot leave two servers behind. */
  restart(): Promise<void> {
    this.#lastRestart = this.#lastRestart.then(async () => {
      await this.stop();
      // A client whose server has died starts it again by itself. Beside the new client, it would show everything twice.
      await this.#client.dispose().catch(() => undefined);
      // A client whose start has failed cannot be started again; a new one always can.
      this.#client = this.#createClient();
      await this.start();
    });
    return this.#lastRestart;
  }

  /** Stops the server. Never rejects: a server that does not answer within two seconds is killed, and the client logs it. */
  async stop(): Promise<void> {
    // A client that is still starting can be stopped only once it runs. One whose start fails may start again.
    while (this.#client.state === State.Starting) await this.start();
    if (this.#client.isRunning()) await this.#client.stop().catch(() => undefined);
  }

  /**
   * Sends the server a request that is not part of the protocol. Waits for a start or restart that is under way.
   * @returns the answer; undefined if there is none, of which the user is told
   */
  async request<Answer>(method: string, parameters: object): Promise<Answer | undefined> {
    await this.#lastRestart;
    try {
      return await this.#client.sendRequest<Answer>(method, parameters);
    } catch (error) {
      this.log.error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      void offerRemedy(l10n.t("The XenStore language server did not answer. Its log says why; restart it if it has stopped."));
      return undefined;
    }
  }

  dispose(): void {
    this.#stateChanges.dispose();
    this.log.dispose();
  }

  /** What a report about a fault has to name. In English, as the rest of the log. */
  #logStart(server: ServerInfo | undefined): void {
    this.log.info(`${server?.name ?? "The server"} ${server?.version ?? "of unknown version"} is running in ${env.appName} ${version}.`);
  }

  #createClient(): BaseLanguageClient {
    const client = this.#makeClient("xenstore", "XenStore", {
      documentSelector: [{ language: "xenstore" }],
      outputChannel: this.log,
      initializationOptions: () => ({
        commands: this.#offered,
        settings: settingsNow(),
        rulePages: this.#rulePages.toString(),
        // Undefined if VS Code is in English, which the server uses by default.
        bundle: l10n.bundle,
      }),
      middleware: { ...dumpsOnly, ...plainSymbols, ...tokensByScreen },
      // Only tellOfLoss tells the user about errors, with a remedy.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
    });
    tellOfLoss(client);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#logStart(client.initializeResult?.serverInfo);
      if (client === this.#client) this.#stateChanges.fire(newState);
    });
    return client;
  }
}

/** The settings as plain values: VS Code's own object is a proxy, which cannot be sent to a worker. */
function settingsNow(): unknown {
  return JSON.parse(JSON.stringify(workspace.getConfiguration().get("xenstore") ?? {}));
}

/**
 * Makes a client write every error to the log, and tell the user of those that leave them without a server. It does so only once in its
 * life: a server that dies at each start would otherwise fill the screen. A refusal is an answer, which the user sees where they asked.
 */
function tellOfLoss(client: BaseLanguageClient): void {
  const log = client.error.bind(client);
  let told = false;
  client.error = (message, data, showNotification) => {
    if (data instanceof ResponseError && data.code === LSPErrorCodes.RequestFailed) {
      client.debug(message, data, false);
      return;
    }
    log(message, data, false);
    if (showNotification !== "force" || told) return;
    told = true;
    void offerRemedy(l10n.t("The XenStore language server is not running, so dumps are not checked. Restart it; if it stops again, its log says why."));
  };
}

/** Tells the user what is wrong with the server, and offers to restart it or show its log. */
async function offerRemedy(message: string): Promise<void> {
  const restart = l10n.t("Restart Server");
  const showLog = l10n.t("Show Log");
  const choice = await window.showErrorMessage(message, restart, showLog);
  if (choice === restart) await commands.executeCommand("xenstore.restartServer");
  if (choice === showLog) await commands.executeCommand("xenstore.showLog");
}
