import type { Connection, ServerCapabilities, TextDocuments } from "vscode-languageserver";
import type { Background } from "./background";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";

/** What to do when open documents have adopted other settings; it may reject if the client fails. */
export type Reaction = (reconfigured: readonly DumpDocument[]) => Promise<void>;

/** What a feature works with, once the client has said what it supports. */
export interface ServerContext {
  readonly connection: Connection;
  readonly documents: TextDocuments<DumpDocument>;
  readonly abilities: ClientAbilities;
  /** Answers requests that can wait. */
  readonly background: Background;
  /** Has something done whenever other settings hold for open documents. */
  readonly onReconfigured: (react: Reaction) => void;
}

/** One thing that an editor can ask for. */
export interface ProtocolFeature {
  /** The capabilities that the server announces to a client with these abilities. */
  capabilities(abilities: ClientAbilities): ServerCapabilities;
  /** Handles requests from now on. Called once, while the client waits for the answer to `initialize`. */
  register(context: ServerContext): void;
}
