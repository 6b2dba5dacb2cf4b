import type { DocumentLink } from "vscode-languageserver";
import type { PathLink } from "../service";
import type { ProtocolFeature } from "./protocol-feature";

export const documentLinks: ProtocolFeature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: true } }),
  register({ connection, documents, background }) {
    connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
      // A link is the URI with the line as its fragment, and a URI cannot have two fragments.
      background.run(token, uri.includes("#") ? undefined : documents.get(uri), function* (dump) {
        return (yield* dump.links()).map((link) => toDocumentLink(link, uri));
      }),
    );
    connection.onDocumentLinkResolve((link) => {
      const uri: unknown = link.data;
      const line = typeof uri === "string" ? documents.get(uri)?.dump.linkedLine(link.range.start) : undefined;
      return line === undefined ? link : { range: link.range, target: targetIn(String(uri), line) };
    });
  },
};

/** The target consists only of the document's URI and a number: whatever a guest wrote, the link cannot leave the document. */
function toDocumentLink({ range, line }: PathLink, uri: string): DocumentLink {
  return line === undefined ? { range, data: uri } : { range, target: targetIn(uri, line) };
}

function targetIn(uri: string, line: number): string {
  return `${uri}#L${line + 1}`;
}
