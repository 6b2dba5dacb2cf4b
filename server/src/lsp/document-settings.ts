import { DidChangeConfigurationNotification, type ConfigurationItem, type Connection, type TextDocuments } from "vscode-languageserver";
import { readSettings, sameSettings, type Settings } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";

/** The name that all settings stand under. */
const SECTION = "xenstore";

/** What settings are needed for, once the client has said what it can take. */
export interface SettingsUse {
  readonly documents: TextDocuments<DumpDocument>;
  readonly abilities: ClientAbilities;
  /** What the client said of the settings at the start. */
  readonly settings: unknown;
  /** Called when other settings hold for open documents; they have taken them over. */
  readonly changed: (documents: readonly DumpDocument[]) => void;
}

/**
 * The settings that hold for each document. Those for all of them come with `initialize` and `workspace/didChangeConfiguration`.
 * A client that can be asked is asked for those of each document that it opens, since a folder may have its own. Nobody waits for the
 * answer: a document is opened with what is most likely, and is analysed again only where the answer is another.
 */
export class DocumentSettings {
  readonly #connection: Connection;
  readonly #failed: (what: string, error: unknown) => void;
  #general = readSettings(undefined);
  /** Those of the folders that have others, as far as they were asked for. */
  readonly #ofFolders = new Map<string, Settings>();
  /** Which question is the last about a document: an answer to one before it comes too late. */
  readonly #lastQuestion = new WeakMap<DumpDocument, number>();
  #questions = 0;

  /** @param failed told when something is thrown, which nobody is waiting for */
  constructor(connection: Connection, failed: (what: string, error: unknown) => void) {
    this.#connection = connection;
    this.#failed = failed;
  }

  /** What most likely holds for a document, as far as it is known by now. */
  expected(uri: string): Settings {
    return this.#ofFolders.get(folderOf(uri)) ?? this.#general;
  }

  /** Keeps the settings of the open documents up to date from now on. Called once, while the client waits for the answer to `initialize`. */
  start(use: SettingsUse): void {
    const { documents, abilities } = use;
    this.#general = readSettings(use.settings);
    this.#connection.onDidChangeConfiguration(({ settings }) => {
      const said = (settings as { [SECTION]?: unknown } | null)?.[SECTION];
      // Editors without such settings send an empty object at their start: that takes nothing back.
      if (said !== undefined) this.#general = readSettings(said);
      if (abilities.answersConfiguration) {
        this.#ofFolders.clear();
        this.#askFor(documents.all(), use);
      } else this.#takeOver(documents.all().map((document) => [document, this.#general]), use);
    });
    if (!abilities.answersConfiguration) return;
    documents.onDidOpen(({ document }) => this.#askFor([document], use));
    if (!abilities.registersConfiguration) return;
    this.#connection.onInitialized(() => {
      // A client that refuses tells of changes as it likes, or not at all.
      this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }).catch(() => undefined);
    });
  }

  /** Nobody waits for the answer; what fails with it is logged, and the document stays as it was. */
  #askFor(asked: readonly DumpDocument[], use: SettingsUse): void {
    this.#ask(asked, use).catch((error: unknown) => this.#failed("settings", error));
  }

  async #ask(asked: readonly DumpDocument[], use: SettingsUse): Promise<void> {
    if (asked.length === 0) return;
    this.#questions += 1;
    const question = this.#questions;
    for (const document of asked) this.#lastQuestion.set(document, question);
    const answers = await this.#answers(asked.map(({ uri }) => ({ scopeUri: uri, section: SECTION })));
    const found: [DumpDocument, Settings][] = [];
    for (const [at, document] of asked.entries()) {
      // It may have been closed, and opened again as another, and asked for again.
      if (use.documents.get(document.uri) !== document || this.#lastQuestion.get(document) !== question) continue;
      const answer = answers[at];
      const settings = saysSomething(answer) ? readSettings(answer) : this.#general;
      if (sameSettings(settings, this.#general)) this.#ofFolders.delete(folderOf(document.uri));
      else this.#ofFolders.set(folderOf(document.uri), settings);
      found.push([document, settings]);
    }
    this.#takeOver(found, use);
  }

  /** What the client answers; nothing where it cannot, or is gone: then the settings for all documents hold. */
  async #answers(items: ConfigurationItem[]): Promise<readonly unknown[]> {
    try {
      return await this.#connection.workspace.getConfiguration(items);
    } catch {
      return [];
    }
  }

  #takeOver(found: readonly (readonly [DumpDocument, Settings])[], { changed }: SettingsUse): void {
    const others = found.filter(([{ dump }, settings]) => !sameSettings(dump.settings, settings));
    for (const [{ dump }, settings] of others) dump.configure(settings);
    if (others.length > 0) changed(others.map(([document]) => document));
  }
}

/** Editors that have nothing to say of a folder answer null, or an empty object. */
function saysSomething(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Object.keys(answer).length > 0;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
