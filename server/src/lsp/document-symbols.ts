import { SymbolKind, type DocumentSymbol, type SymbolInformation } from "vscode-languageserver";
import type { DumpSymbol } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

/** The protocol only has kinds for programs. These have the icons that fit best. */
export const SYMBOL_KINDS = {
  capture: SymbolKind.File,
  domain: SymbolKind.Module,
  vif: SymbolKind.Interface,
  device: SymbolKind.Class,
  queue: SymbolKind.Array,
  directory: SymbolKind.Namespace,
  key: SymbolKind.Property,
} as const;

export const documentSymbols: ProtocolFeature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register({ connection, documents, abilities, background }) {
    connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      background.run<DocumentSymbol[] | SymbolInformation[]>(token, documents.get(uri), function* (dump) {
        const symbols = yield* dump.symbols();
        return abilities.symbolTrees ? symbols.map(toDocumentSymbol) : [...listed(symbols, uri)];
      }),
    );
  },
};

function toDocumentSymbol({ name, detail, kind, range, selectionRange, children }: DumpSymbol): DocumentSymbol {
  const symbol: DocumentSymbol = { name, kind: SYMBOL_KINDS[kind], range, selectionRange };
  if (detail !== undefined) symbol.detail = detail;
  if (children.length > 0) symbol.children = children.map(toDocumentSymbol);
  return symbol;
}

/** The symbols as a list instead of a tree: each names the symbol that it is in. */
function* listed(symbols: readonly DumpSymbol[], uri: string, containerName?: string): Generator<SymbolInformation> {
  for (const { name, kind, range, children } of symbols) {
    yield { name, kind: SYMBOL_KINDS[kind], location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) };
    yield* listed(children, uri, name);
  }
}
