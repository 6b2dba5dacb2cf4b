import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensDelta } from "vscode-languageserver";
import { TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from "../service";
import type { DumpDocument } from "./dump-document";
import type { ProtocolFeature } from "./protocol-feature";

export const semanticTokens: ProtocolFeature = {
  capabilities: () => ({
    semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] }, full: { delta: true }, range: true },
  }),
  register({ connection, documents }) {
    const results = new LastResults();
    const find = (uri: string): DumpDocument | undefined => documents.get(uri);
    connection.languages.semanticTokens.on(({ textDocument }) => results.whole(find(textDocument.uri)));
    connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }) => results.since(find(textDocument.uri), previousResultId));
    connection.languages.semanticTokens.onRange(({ textDocument, range }) => push(new SemanticTokensBuilder(), find(textDocument.uri)?.dump.semanticTokens(range) ?? []).build());
    documents.onDidClose(({ document }) => results.forget(document.uri));
  },
};

/** The last tokens sent for each open document, so that the next answer can be only what changed. */
class LastResults {
  /** These ids replace those of the builder, which are the time of day: two results may come in the same millisecond. */
  readonly #last = new Map<string, { id: string; readonly builder: SemanticTokensBuilder }>();
  #serial = 0;

  /** All tokens of a document; none if it is not open or too long. */
  whole(document: DumpDocument | undefined): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    const resultId = this.#prepare(document, builder);
    return resultId === undefined ? { data: [] } : { resultId, data: builder.build().data };
  }

  /** What changed since a result; all tokens if that is not the last result. */
  since(document: DumpDocument | undefined, before: string): SemanticTokens | SemanticTokensDelta {
    const last = document && this.#last.get(document.uri);
    if (last?.id !== before) return this.whole(document);
    last.builder.previousResult(last.builder.id);
    const resultId = this.#prepare(document, last.builder);
    return resultId === undefined ? { data: [] } : { ...last.builder.buildEdits(), resultId };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  /** Fills a builder with the tokens of a document. @returns the id of the result; undefined if the document is not open or too long */
  #prepare(document: DumpDocument | undefined, builder: SemanticTokensBuilder): string | undefined {
    if (document === undefined) return undefined;
    if (document.dump.isLong) {
      this.forget(document.uri);
      return undefined;
    }
    push(builder, document.dump.semanticTokens());
    this.#serial += 1;
    const id = String(this.#serial);
    this.#last.set(document.uri, { id, builder });
    return id;
  }
}

/** Writes tokens as numbers, as the protocol wants them. */
function push(builder: SemanticTokensBuilder, tokens: readonly SemanticToken[]): SemanticTokensBuilder {
  for (const { line, start, length, type, modifier } of tokens) {
    builder.push(line, start, length, TOKEN_TYPES.indexOf(type), modifier === undefined ? 0 : 1 << TOKEN_MODIFIERS.indexOf(modifier));
  }
  return builder;
}
