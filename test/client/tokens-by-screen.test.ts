import { expect, test } from "vitest";
import type { CancellationToken, TextDocument } from "vscode";
import { tokensByScreen } from "../../client/src/tokens-by-screen";
import { isLong } from "../../server/src/features/long-dump";

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) } as unknown as CancellationToken;

test.each([20_000, 20_001])("a document of %s lines is asked for as a whole only where the server gives all of it", (lineCount) => {
  let isAsked = false;
  void tokensByScreen.provideDocumentSemanticTokens({ lineCount } as TextDocument, NEVER, () => {
    isAsked = true;
    return undefined;
  });
  expect(isAsked).toBe(!isLong({ lineCount }));
  expect(isAsked).toBe(lineCount === 20_000);
});

test("a request that is kept open for a long document ends when VS Code cancels it", async () => {
  const cancelled = { isCancellationRequested: true, onCancellationRequested: (listener: () => void) => listener() } as unknown as CancellationToken;
  expect(await tokensByScreen.provideDocumentSemanticTokens({ lineCount: 20_001 } as TextDocument, cancelled, () => undefined)).toBeUndefined();
});
