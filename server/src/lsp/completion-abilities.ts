import { InsertTextMode, MarkupKind, type CompletionClientCapabilities } from "vscode-languageserver";

/** What the client can take of completions. */
export interface CompletionAbilities {
  /** It lets the user tab through what is inserted. */
  readonly snippets: boolean;
  /** It lets the user choose whether what stands behind the cursor stays. */
  readonly insertReplace: boolean;
  readonly markdown: boolean;
  readonly labelDetails: boolean;
  /** It leaves the indentation of several lines as it is, if it is told so. */
  readonly keepsIndentation: boolean;
  /** It takes once what all items have in common: the names of the properties. */
  readonly itemDefaults: ReadonlySet<string>;
}

/** Reads what a client says of its completions; nothing at all is valid. */
export function readCompletionAbilities(capability: CompletionClientCapabilities | null | undefined): CompletionAbilities {
  const item = capability?.completionItem;
  return {
    snippets: item?.snippetSupport ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    keepsIndentation: item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) ?? false,
    itemDefaults: new Set(capability?.completionList?.itemDefaults),
  };
}
