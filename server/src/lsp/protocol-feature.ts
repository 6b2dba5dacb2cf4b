import type { Connection, ServerCapabilities, TextDocuments } from "vscode-languageserver";
import type { Background } from "./background";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";

/** What a feature works with, once the client has said what it can take. */
export interface ServerContext {
  readonly connection: Connection;
  readonly documents: TextDocuments<DumpDocument>;
  readonly abilities: ClientAbilities;
  /** Answers what can wait. */
  readonly background: Background;
}

/** One thing that an editor can ask for. */
export interface ProtocolFeature {
  /** What the server says that it can do, to a client of these abilities. */
  capabilities(abilities: ClientAbilities): ServerCapabilities;
  /**
   * Answers from now on. Called once, while the client waits for the answer to `initialize`.
   * @returns what to do when other settings hold for open documents, if anything; it may fail where the client does
   */
  register(context: ServerContext): ((reconfigured: readonly DumpDocument[]) => Promise<void>) | undefined;
}
