import type { ProtocolFeature } from "./protocol-feature";

/** Ignores the editor's options for tabs: a dump is written as xenstore-ls does. */
export const formatting: ProtocolFeature = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  register({ connection, documents }) {
    connection.onDocumentFormatting(({ textDocument }) => documents.get(textDocument.uri)?.dump.formatting() ?? []);
    connection.onDocumentRangeFormatting(({ textDocument, range }) => documents.get(textDocument.uri)?.dump.formatting(range) ?? []);
  },
};
