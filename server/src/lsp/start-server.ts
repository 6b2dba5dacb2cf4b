import { TextDocuments, TextDocumentSyncKind, type Connection, type InitializeResult, type ServerCapabilities } from "vscode-languageserver";
import { createDumpService, readSettings } from "../service";
import { readAbilities, type ClientAbilities, type InitializationOptions } from "./client-abilities";
import { codeActions } from "./code-actions";
import { codeLens } from "./code-lens";
import { diagnostics } from "./diagnostics";
import { dumpDocuments, type DumpDocument } from "./dump-document";
import { hover } from "./hover";
import type { ProtocolFeature } from "./protocol-feature";

/** What an editor can ask for; each in a file of its own. */
const FEATURES: readonly ProtocolFeature[] = [diagnostics, hover, codeLens, codeActions];

/** What the process tells of itself. */
export interface ServerIdentity {
  readonly name: string;
  readonly version: string;
}

/**
 * Serves dumps over a connection. The same for Node and for a web worker. No request fails because of what a document
 * holds: what throws is logged, and the answer is that nothing is known.
 */
export function startServer(connection: Connection, identity: ServerIdentity): void {
  const service = createDumpService({
    failed: (what, error) => connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  const documents = new TextDocuments<DumpDocument>(dumpDocuments(service));
  let reconfigured: (() => void)[] = [];

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    const options = (initializationOptions ?? {}) as InitializationOptions;
    const abilities = readAbilities(capabilities, options);
    service.configure(readSettings(options.settings));
    reconfigured = FEATURES.flatMap((feature) => feature.register({ connection, documents, abilities, service }) ?? []);
    return { capabilities: serverCapabilities(abilities), serverInfo: { ...identity } };
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    const said = (settings as { xenstore?: unknown } | null)?.xenstore;
    // Editors without such settings send an empty object at their start: that takes nothing back.
    if (said === undefined) return;
    const changed = readSettings(said);
    service.configure(changed);
    for (const document of documents.all()) document.dump.configure(changed);
    for (const react of reconfigured) react();
  });
  documents.listen(connection);
  connection.listen();
}

function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  const textDocumentSync = { openClose: true, change: TextDocumentSyncKind.Incremental };
  return Object.assign({ textDocumentSync }, ...FEATURES.map((feature) => feature.capabilities(abilities)));
}
