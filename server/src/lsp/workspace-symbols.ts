import type { SymbolInformation } from "vscode-languageserver";
import { SYMBOL_KINDS } from "./document-symbols";
import type { ProtocolFeature } from "./protocol-feature";

/** The most symbols to answer with: nobody reads more, but types another letter. */
const MOST_FOUND = 500;

export const workspaceSymbols: ProtocolFeature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register({ connection, documents }) {
    connection.onWorkspaceSymbol(({ query }) => {
      const found: SymbolInformation[] = [];
      for (const { uri, dump } of documents.all()) {
        // The committed version of a dump: VS Code opens it unseen, and would list everything twice.
        if (uri.startsWith("git:")) continue;
        for (const { name, kind, path, range } of dump.find(query, MOST_FOUND - found.length)) {
          found.push({ name, kind: SYMBOL_KINDS[kind], location: { uri, range }, containerName: path });
        }
      }
      return found;
    });
  },
};
