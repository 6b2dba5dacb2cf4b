import { DidChangeConfigurationNotification, type ConfigurationItem, type Connection, type TextDocuments } from "vscode-languageserver";
import { readSettings, sameSettings, type Settings } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import type { Reaction } from "./protocol-feature";

/** The section that all settings are in. */
const SECTION = "xenstore";

/** What the settings are kept up to date with. */
export interface SettingsContext {
  readonly connection: Connection;
  readonly documents: TextDocuments<DumpDocument>;
  readonly abilities: ClientAbilities;
  /** The settings that the client sent at the start. */
  readonly given: unknown;
  /** Called when something throws that nobody awaits. */
  readonly failed: (what: string, error: unknown) => void;
}

/**
 * The settings that hold for each document. General settings come with `initialize` and `workspace/didChangeConfiguration`.
 * A client that can be asked is also asked for the settings of each document that it opens, since a folder may have its own. Nobody waits
 * for the answer: a document is opened with the most likely settings, and analysed again only if the answer differs.
 */
export class DocumentSettings {
  readonly #context: SettingsContext;
  readonly #reactions: Reaction[] = [];
  #general: Settings;
  /** The settings of folders since the last change, as far as the client has answered. */
  readonly #ofFolders = new Map<string, Settings>();
  /** The number of the last question about each document: answers to earlier questions come too late. */
  readonly #lastQuestion = new WeakMap<DumpDocument, number>();
  #questions = 0;

  /** Made while the client waits for the answer to `initialize`; keeps the settings of the open documents up to date from then on. */
  constructor(context: SettingsContext) {
    this.#context = context;
    const { connection, documents, abilities } = context;
    this.#general = readSettings(context.given);
    connection.onDidChangeConfiguration(({ settings }) => {
      const given = (settings as { [SECTION]?: unknown } | null)?.[SECTION];
      // Editors without such settings send an empty object at their start. That does not reset anything.
      if (given !== undefined) this.#general = readSettings(given);
      if (abilities.answersConfiguration) {
        this.#ofFolders.clear();
        this.#askFor(documents.all());
      } else this.#takeOver(documents.all().map((document) => [document, this.#general]));
    });
    if (!abilities.answersConfiguration) return;
    documents.onDidOpen(({ document }) => this.#askFor([document]));
    if (!abilities.registersConfiguration) return;
    connection.onInitialized(() => {
      // A client that refuses reports changes as it likes, or not at all.
      connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }).catch(() => undefined);
    });
  }

  /** The settings that most likely hold for a document, by what is known now. */
  expected(uri: string): Settings {
    return this.#ofFolders.get(folderOf(uri)) ?? this.#general;
  }

  /** Has something done whenever open documents have adopted other settings. */
  onReconfigured(react: Reaction): void {
    this.#reactions.push(react);
  }

  /** Asks without waiting for the answer. An error is logged, and the documents stay as they are. */
  #askFor(asked: readonly DumpDocument[]): void {
    if (asked.length === 0) return;
    this.#questions += 1;
    for (const document of asked) this.#lastQuestion.set(document, this.#questions);
    // What waits has only names: an answer that never comes would keep the documents in memory.
    this.#ask(asked.map(({ uri }) => uri), this.#questions).catch((error: unknown) => this.#context.failed("settings", error));
  }

  async #ask(uris: readonly string[], question: number): Promise<void> {
    const answers = await this.#answers(uris.map((uri) => ({ scopeUri: uri, section: SECTION })));
    const found: [DumpDocument, Settings][] = [];
    for (const [at, uri] of uris.entries()) {
      const document = this.#context.documents.get(uri);
      // Meanwhile it may have been closed and opened again as another object, or the client asked again.
      if (document === undefined || this.#lastQuestion.get(document) !== question) continue;
      const answer = answers[at];
      const settings = saysSomething(answer) ? readSettings(answer) : this.#general;
      this.#ofFolders.set(folderOf(uri), settings);
      found.push([document, settings]);
    }
    this.#takeOver(found);
  }

  /** The client's answers; none if it fails or is gone: then the general settings hold. */
  async #answers(items: ConfigurationItem[]): Promise<readonly unknown[]> {
    try {
      return await this.#context.connection.workspace.getConfiguration(items);
    } catch {
      return [];
    }
  }

  #takeOver(found: readonly (readonly [DumpDocument, Settings])[]): void {
    const others = found.filter(([{ dump }, settings]) => !sameSettings(dump.settings, settings));
    if (others.length === 0) return;
    for (const [{ dump }, settings] of others) dump.configure(settings);
    const reconfigured = others.map(([document]) => document);
    // It does not matter if a client refuses to ask again or is gone, but an unhandled rejection would end the process.
    for (const react of this.#reactions) react(reconfigured).catch(() => undefined);
  }
}

/** Editors without settings for a folder answer null or an empty object. */
function saysSomething(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Object.keys(answer).length > 0;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
