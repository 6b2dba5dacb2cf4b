import {
  CodeActionKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
  type ServerCapabilities,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { createDumpService } from "../service";
import { readAbilities, type ClientAbilities } from "./client-abilities";
import { PulledDiagnostics, PushedDiagnostics, type DiagnosticDelivery } from "./diagnostics";
import { dumpDocuments, type DumpDocument } from "./dump-document";
import { APPLY_FIX, SOURCE, toCodeAction, toHover } from "./to-protocol";

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

  connection.onInitialize(({ capabilities }): InitializeResult => {
    abilities = readAbilities(capabilities);
    connectDiagnostics(connection, documents, abilities);
    return { capabilities: serverCapabilities(abilities), serverInfo: { ...identity } };
  });
  connection.onHover(({ textDocument, position }) => {
    const explanation = documents.get(textDocument.uri)?.dump.hover(position);
    return explanation === undefined ? null : toHover(explanation, abilities);
  });
  connection.onCodeAction(({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined || !wantsQuickFixes(context.only)) return [];
    return document.dump.fixes(range).map((fix) => toCodeAction(fix, document, abilities));
  });
  connection.onExecuteCommand(async ({ command, arguments: [edit] = [] }) => {
    if (command === APPLY_FIX) await connection.workspace.applyEdit(edit as WorkspaceEdit);
    return null;
  });
  documents.listen(connection);
  connection.listen();
}

function connectDiagnostics(connection: Connection, documents: TextDocuments<DumpDocument>, abilities: ClientAbilities): void {
  let delivery: DiagnosticDelivery;
  if (abilities.pullsDiagnostics) {
    const pulled = new PulledDiagnostics(abilities);
    connection.languages.diagnostics.on(({ textDocument, previousResultId }) => pulled.report(documents.get(textDocument.uri), previousResultId));
    delivery = pulled;
  } else delivery = new PushedDiagnostics(connection, documents, abilities);
  documents.onDidChangeContent(({ document }) => delivery.changed(document));
  documents.onDidClose(({ document }) => delivery.closed(document));
}

function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  const fixes = abilities.codeActions
    ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } }
    : abilities.appliesEdits
      ? { codeActionProvider: true, executeCommandProvider: { commands: [APPLY_FIX] } }
      : {};
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    ...fixes,
    ...(abilities.pullsDiagnostics
      ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
  };
}

/** Whether quick fixes are among the kinds that the client asks for. */
function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}
