import type { CancellationToken, SemanticTokens } from "vscode";
import type { SemanticTokensMiddleware } from "vscode-languageclient";

/** The server tells the tokens of whole documents up to this length. */
const MOST_LINES = 20_000;

/**
 * Makes VS Code ask for the tokens on the screen only, in long documents. It does so as long as those of the whole document
 * are not there; an answer without any would count as all of them. So the question stays open until VS Code takes it back.
 */
export const tokensByScreen = {
  provideDocumentSemanticTokens: (document, token, next) => (document.lineCount > MOST_LINES ? untilCancelled(token) : next(document, token)),
} satisfies SemanticTokensMiddleware;

async function untilCancelled(token: CancellationToken): Promise<SemanticTokens | undefined> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => resolve(undefined));
  });
}
