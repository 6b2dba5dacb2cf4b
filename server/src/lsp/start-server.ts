import { TextDocuments, TextDocumentSyncKind, type Connection, type ConnectionOptions, type InitializeResult, type ServerCapabilities } from "vscode-languageserver";
import { createDumpService } from "../service";
import { Background } from "./background";
import { readAbilities, type ClientAbilities, type InitializationOptions } from "./client-abilities";
import { codeActions } from "./code-actions";
import { codeLens } from "./code-lens";
import { completion } from "./completion";
import { definition } from "./definition";
import { diagnostics } from "./diagnostics";
import { documentLinks } from "./document-links";
import { DocumentSettings } from "./document-settings";
import { documentSymbols } from "./document-symbols";
import { dumpDocuments, type DumpDocument } from "./dump-document";
import { folding } from "./folding";
import { highlight } from "./highlight";
import { formatting } from "./formatting";
import { hover } from "./hover";
import { inlayHints } from "./inlay-hints";
import { chooseLanguage, type ReadBundle } from "./language";
import type { ProtocolFeature, Reaction } from "./protocol-feature";
import { ownRequests } from "./own-requests";
import { references } from "./references";
import { rename } from "./rename";
import { selectionRange } from "./selection-range";
import { semanticTokens } from "./semantic-tokens";
import { workspaceSymbols } from "./workspace-symbols";

/** Everything that an editor can ask for; each in a file of its own. */
const FEATURES: readonly ProtocolFeature[] = [
  diagnostics, hover, codeLens, codeActions, completion, inlayHints, semanticTokens, formatting, rename,
  documentSymbols, workspaceSymbols, folding, selectionRange, definition, references, documentLinks, highlight, ownRequests,
];

/** What the server needs from its platform: Node and a web worker each do this in their own way. */
export interface ServerHost {
  /** Makes the connection, with these options. */
  readonly connect: (options: ConnectionOptions) => Connection;
  /** Waits for the next turn of the event loop. */
  readonly nextTurn: () => Promise<void>;
  /** How the server names itself to the client. */
  readonly identity: { readonly name: string; readonly version: string };
  /** Reads the translations that the server was installed with; undefined if it has no files. */
  readonly readBundle?: ReadBundle;
}

/**
 * Serves dumps over a connection, in Node and in a web worker alike. No request fails because of what a document
 * holds, except those of own-requests.ts: what throws is logged, and the answer is that nothing is known.
 */
export function startServer({ connect, nextTurn, identity, readBundle }: ServerHost): void {
  const background = new Background(nextTurn);
  const connection = connect({ messageStrategy: background });
  const failed = (what: string, error: unknown): void => connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const service = createDumpService(failed);

  connection.onInitialize(({ capabilities, initializationOptions, locale }): InitializeResult => {
    const options = (initializationOptions ?? {}) as InitializationOptions;
    chooseLanguage(options, locale, readBundle, connection.console);
    const abilities = readAbilities(capabilities, options);
    const documents = new TextDocuments<DumpDocument>(dumpDocuments(service, (uri) => settings.expected(uri)));
    const settings = new DocumentSettings({ connection, documents, abilities, given: options.settings, failed });
    const context = { connection, documents, abilities, background, onReconfigured: (react: Reaction) => settings.onReconfigured(react) };
    for (const feature of FEATURES) feature.register(context);
    documents.listen(connection);
    return { capabilities: serverCapabilities(abilities), serverInfo: { ...identity } };
  });
  connection.listen();
}

function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  const textDocumentSync = { openClose: true, change: TextDocumentSyncKind.Incremental };
  return Object.assign({ textDocumentSync }, ...FEATURES.map((feature) => feature.capabilities(abilities)));
}
