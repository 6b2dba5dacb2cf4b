import { MarkupKind, type ClientCapabilities } from "vscode-languageserver";

/** What the client at the other end can take. Everything else gets a plainer answer. */
export interface ClientAbilities {
  /** It asks for diagnostics; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticVersions: boolean;
  readonly markdownHover: boolean;
  /** It takes code actions; otherwise they are commands. */
  readonly codeActions: boolean;
  readonly preferredActions: boolean;
  /** It takes edits that name the version of the document they are for. */
  readonly versionedEdits: boolean;
  /** It lets the user tab through the placeholders of an edit. */
  readonly snippetEdits: boolean;
  /** It lets the server apply an edit. */
  readonly appliesEdits: boolean;
}

/** Reads the capabilities of a client; none at all are a valid set. */
export function readAbilities({ textDocument, workspace }: ClientCapabilities): ClientAbilities {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedInformation: (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation ?? false,
    diagnosticVersions: textDocument?.publishDiagnostics?.versionSupport ?? false,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    appliesEdits: workspace?.applyEdit ?? false,
  };
}
