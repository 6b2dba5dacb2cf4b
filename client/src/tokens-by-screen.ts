import type { CancellationToken, SemanticTokens } from "vscode";
import type { SemanticTokensMiddleware } from "vscode-languageclient";
import type { MOST_LINES_IN_FULL } from "../../server/src/service";

/** Up to this number of lines, the server gives the tokens of whole documents. Its type does not allow any other number than the server's. */
const MOST_LINES: typeof MOST_LINES_IN_FULL = 20_000;

/**
 * Makes VS Code ask only for the tokens on the screen in long documents. It does so as long as it has no answer for the whole document, and
 * an empty answer would count as one. So the request for the whole document stays open until VS Code cancels it.
 */
export const tokensByScreen = {
  provideDocumentSemanticTokens: (document, token, next) => (document.lineCount > MOST_LINES ? untilCancelled(token) : next(document, token)),
} satisfies SemanticTokensMiddleware;

async function untilCancelled(token: CancellationToken): Promise<SemanticTokens | undefined> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => resolve(undefined));
  });
}
