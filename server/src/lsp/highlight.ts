import { DocumentHighlightKind } from "vscode-languageserver";
import type { ProtocolFeature } from "./protocol-feature";

const KINDS = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export const highlight: ProtocolFeature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register({ connection, documents }) {
    connection.onDocumentHighlight(({ textDocument, position }) =>
      (documents.get(textDocument.uri)?.dump.highlights(position) ?? []).map(({ range, kind }) => ({ range, kind: KINDS[kind] })),
    );
  },
};
