import {
  CodeLensRefreshRequest,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
  type ServerCapabilities,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { createDumpService, readSettings } from "../service";
import { readAbilities, type ClientAbilities, type InitializationOptions } from "./client-abilities";
import { ACTION_KINDS, codeActions } from "./code-actions";
import { PulledDiagnostics, PushedDiagnostics, type DiagnosticDelivery } from "./diagnostics";
import { dumpDocuments, type DumpDocument } from "./dump-document";
import { APPLY_FIX, SOURCE, toCodeLens, toHover } from "./to-protocol";

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
  let abilities: ClientAbilities = readAbilities({});
  let delivery: DiagnosticDelivery | undefined;

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    const options = (initializationOptions ?? {}) as InitializationOptions;
    abilities = readAbilities(capabilities, options);
    service.configure(readSettings(options.settings));
    delivery = connectDiagnostics(connection, documents, abilities);
    return { capabilities: serverCapabilities(abilities), serverInfo: { ...identity } };
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    const said = (settings as { xenstore?: unknown } | null)?.xenstore;
    // Editors without such settings send an empty object at their start: that takes nothing back.
    if (said === undefined) return;
    const changed = readSettings(said);
    service.configure(changed);
    for (const document of documents.all()) {
      document.dump.configure(changed);
      delivery?.reconfigured(document);
    }
    if (abilities.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    if (abilities.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  });
  connection.onCodeLens(({ textDocument }) => {
    const lenses = documents.get(textDocument.uri)?.dump.lenses() ?? [];
    return lenses.map((lens) => toCodeLens(lens, textDocument.uri, abilities));
  });
  connection.onHover(({ textDocument, position }) => {
    const explanation = documents.get(textDocument.uri)?.dump.hover(position);
    return explanation === undefined ? null : toHover(explanation, abilities);
  });
  connection.onCodeAction((parameters) => {
    const document = documents.get(parameters.textDocument.uri);
    return document === undefined ? [] : codeActions(document, parameters, abilities);
  });
  connection.onExecuteCommand(async ({ command, arguments: [edit] = [] }) => {
    if (command === APPLY_FIX && edit !== undefined) await connection.workspace.applyEdit(edit as WorkspaceEdit);
    return null;
  });
  documents.listen(connection);
  connection.listen();
}

function connectDiagnostics(connection: Connection, documents: TextDocuments<DumpDocument>, abilities: ClientAbilities): DiagnosticDelivery {
  let delivery: DiagnosticDelivery;
  if (abilities.pullsDiagnostics) {
    const pulled = new PulledDiagnostics(abilities);
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) => pulled.report(documents.get(textDocument.uri), previousResultId));
    delivery = pulled;
  } else delivery = new PushedDiagnostics(connection, documents, abilities);
  documents.onDidChangeContent(({ document }) => delivery.changed(document));
  documents.onDidClose(({ document }) => delivery.closed(document));
  return delivery;
}

function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  const fixes = abilities.codeActions
    ? { codeActionProvider: { codeActionKinds: ACTION_KINDS } }
    : abilities.appliesEdits
      ? { codeActionProvider: true, executeCommandProvider: { commands: [APPLY_FIX] } }
      : {};
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeLensProvider: {},
    ...fixes,
    ...(abilities.pullsDiagnostics
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}
