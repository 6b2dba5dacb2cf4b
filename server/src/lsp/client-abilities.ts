import { MarkupKind, type ClientCapabilities } from "vscode-languageserver";
import { readCompletionAbilities, type CompletionAbilities } from "./completion-abilities";

/** The client's command that shows a range of a document: URI, range. */
export const GO_TO = "xenstore.goTo";
/** The client's command that asks for the level of a rule: code, URI of the document. */
export const CONFIGURE_RULE = "xenstore.configureRule";
/** The client's command that shows completions where the cursor is now. */
export const SUGGEST = "editor.action.triggerSuggest";

/** What the client at the other end supports. Where it lacks something, it gets a plainer answer. */
export interface ClientAbilities {
  /** It asks for diagnostics; otherwise the server sends them unasked. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticVersions: boolean;
  /** It links the code of a diagnostic to a page. */
  readonly codeDescriptions: boolean;
  readonly markdownHover: boolean;
  /** It takes code actions; otherwise it gets commands. */
  readonly codeActions: boolean;
  readonly preferredActions: boolean;
  /** It asks for the edit of a code action only when the user has chosen that action. */
  readonly resolvesActions: boolean;
  /** It takes edits that name the version of the document they are for. */
  readonly versionedEdits: boolean;
  /** It lets the user tab through the placeholders of an edit. */
  readonly snippetEdits: boolean;
  /** The server may ask it to apply an edit. */
  readonly appliesEdits: boolean;
  /** It pulls diagnostics again when it is told to. */
  readonly refreshesDiagnostics: boolean;
  /** It asks what would be renamed before it asks for a new name. */
  readonly preparesRenames: boolean;
  /** It shows symbols as a tree; otherwise they are a list. */
  readonly symbolTrees: boolean;
  /** It marks the word whose definition it shows; otherwise it only goes there. */
  readonly definitionLinks: boolean;
  /** The most folds that it takes; undefined if it did not say. */
  readonly mostFolds: number | undefined;
  /** It asks for lenses again when it is told to. */
  readonly refreshesLenses: boolean;
  /** It asks for inlay hints again when it is told to. */
  readonly refreshesInlayHints: boolean;
  /** It can be asked for the settings of a document. */
  readonly answersConfiguration: boolean;
  /** It reports changes of settings if the server registers for that. */
  readonly registersConfiguration: boolean;
  readonly completion: CompletionAbilities;
  /** Where the pages of the rules are, with a slash at the end; undefined if the client did not say. */
  readonly rulePages: string | undefined;
  /** Its own commands, which the server may put into lenses and actions. */
  readonly commands: ReadonlySet<string>;
}

/** What a client may tell the server at the start, beside its capabilities. */
export interface InitializationOptions {
  /** The client's commands, such as `GO_TO` and `CONFIGURE_RULE`. */
  readonly commands?: readonly string[];
  /** The settings under `xenstore`. */
  readonly settings?: unknown;
  /** The URI of the folder with a page for each rule, as the client can open it. */
  readonly rulePages?: string;
  /** The server's texts in the language of the user, keyed by the English texts: `vscode.l10n.bundle`. */
  readonly bundle?: unknown;
  /** The language of the user, for clients that cannot give it in `initialize` itself; it wins over the one given there. */
  readonly locale?: unknown;
}

/** Reads the capabilities of a client, which may be empty. For what they lack, some clients send `null`, or leave out even required properties. */
export function readAbilities({ textDocument, workspace }: ClientCapabilities, options: InitializationOptions = {}): ClientAbilities {
  return {
    pullsDiagnostics: isThere(textDocument?.diagnostic),
    relatedInformation: textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation ?? false,
    codeDescriptions: textDocument?.diagnostic?.codeDescriptionSupport ?? textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    diagnosticVersions: textDocument?.publishDiagnostics?.versionSupport ?? false,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    codeActions: isThere(textDocument?.codeAction?.codeActionLiteralSupport),
    preferredActions: textDocument?.codeAction?.isPreferredSupport ?? false,
    resolvesActions: textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties?.includes("edit") === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    appliesEdits: workspace?.applyEdit ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    answersConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    completion: readCompletionAbilities(textDocument?.completion),
    preparesRenames: textDocument?.rename?.prepareSupport ?? false,
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    mostFolds: textDocument?.foldingRange?.rangeLimit ?? undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    rulePages: typeof options.rulePages === "string" ? options.rulePages.replace(/\/?$/, "/") : undefined,
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
  };
}

function isThere(capability: object | null | undefined): boolean {
  return capability !== undefined && capability !== null;
}
