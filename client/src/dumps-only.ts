import type { TextDocumentSynchronizationMiddleware } from "vscode-languageclient";

/**
 * Keeps from the server what is not a dump although it has the language of one: VS Code's Accessible View holds what a hover says, and each line of that
 * would be a problem, even after the view is closed. The server knows nothing about a document that it was not told of.
 */
export const dumpsOnly = {
  didOpen: async (document, next) => {
    if (document.uri.scheme !== "accessible-view") await next(document);
  },
} satisfies TextDocumentSynchronizationMiddleware;
