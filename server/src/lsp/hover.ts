import { MarkupKind, type Hover } from "vscode-languageserver";
import type { Hover as Explanation } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { ProtocolFeature } from "./protocol-feature";

export const hover: ProtocolFeature = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, documents, abilities }) {
    connection.onHover(({ textDocument, position }) => {
      const explanation = documents.get(textDocument.uri)?.dump.hover(position);
      return explanation === undefined ? null : toHover(explanation, abilities);
    });
  },
};

function toHover({ range, markdown, plain }: Explanation, { markdownHover }: ClientAbilities): Hover {
  const contents = markdownHover ? { kind: MarkupKind.Markdown, value: markdown } : { kind: MarkupKind.PlainText, value: plain };
  return { contents, range };
}
