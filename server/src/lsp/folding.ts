import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver";
import type { Fold } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

export const folding: ProtocolFeature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register({ connection, documents, abilities, background }) {
    connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
      background.run(token, documents.get(uri), function* (dump) {
        return (yield* dump.folds(abilities.mostFolds)).map(toFoldingRange);
      }),
    );
  },
};

/** Folds whole lines. Some clients can do no more, and the others do so if no characters are given. */
function toFoldingRange({ start, end, kind }: Fold): FoldingRange {
  const range = { startLine: start, endLine: end };
  return kind === "comment" ? { ...range, kind: FoldingRangeKind.Comment } : range;
}
