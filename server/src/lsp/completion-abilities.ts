import { CompletionItemKind, InsertTextMode, MarkupKind, type CompletionClientCapabilities } from "vscode-languageserver";

/** The kinds of the first version of the protocol, from Text to Reference: a client that does not say which ones it knows has these. */
const FIRST_KINDS: readonly CompletionItemKind[] = Array.from({ length: CompletionItemKind.Reference }, (_, at) => (at + 1) as CompletionItemKind);

/** What the client supports in completions. */
export interface CompletionAbilities {
  /** It lets the user tab through what is inserted. */
  readonly snippets: boolean;
  /** It lets the user choose whether the text behind the cursor stays. */
  readonly insertReplace: boolean;
  readonly markdown: boolean;
  readonly labelDetails: boolean;
  /** The kinds of items that it knows. */
  readonly kinds: ReadonlySet<CompletionItemKind>;
  /** It can be told to leave the indentation of several lines as it is. */
  readonly keepsIndentation: boolean;
  /** The names of the properties that it takes once for all items instead of in each. */
  readonly itemDefaults: ReadonlySet<string>;
}

/** Reads what a client says about completions, which may be nothing. */
export function readCompletionAbilities(capability: CompletionClientCapabilities | null | undefined): CompletionAbilities {
  const item = capability?.completionItem;
  return {
    snippets: item?.snippetSupport ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    kinds: new Set(capability?.completionItemKind?.valueSet ?? FIRST_KINDS),
    keepsIndentation: item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) ?? false,
    itemDefaults: new Set(capability?.completionList?.itemDefaults),
  };
}
