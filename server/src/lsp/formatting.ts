import type { ProtocolFeature } from "./protocol-feature";

/** How wide a tab is and whether there are any says the editor; a dump is written as xenstore-ls does. */
export const formatting: ProtocolFeature = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  register({ connection, documents }) {
    connection.onDocumentFormatting(({ textDocument }) => documents.get(textDocument.uri)?.dump.formatting() ?? []);
    connection.onDocumentRangeFormatting(({ textDocument, range }) => documents.get(textDocument.uri)?.dump.formatting(range) ?? []);
    return undefined;
  },
};
