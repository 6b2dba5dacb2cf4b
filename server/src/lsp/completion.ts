import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind, type CompletionItem, type CompletionList } from "vscode-languageserver";
import { introduceNetifKey, plainText, readKeyReference, type Completion, type Completions } from "../service";
import { SUGGEST, type ClientAbilities } from "./client-abilities";
import type { ProtocolFeature } from "./protocol-feature";
import { hasFields, SnippetWriter } from "./snippet";

/** Of several kinds, an item has the first that the client knows. */
const KINDS: Readonly<Record<Completion["kind"], readonly CompletionItemKind[]>> = {
  key: [CompletionItemKind.Property],
  directory: [CompletionItemKind.Folder, CompletionItemKind.Module],
  queue: [CompletionItemKind.Struct, CompletionItemKind.Class],
  state: [CompletionItemKind.EnumMember, CompletionItemKind.Value],
  value: [CompletionItemKind.Value],
  path: [CompletionItemKind.Reference],
  vif: [CompletionItemKind.Snippet],
};

export const completion: ProtocolFeature = {
  // A blank or an equals sign would open the list on every line.
  capabilities: () => ({ completionProvider: { triggerCharacters: ["/", '"'], resolveProvider: true } }),
  register({ connection, documents, abilities }) {
    connection.onCompletion(({ textDocument, position }) => {
      const { keepsIndentation } = abilities.completion;
      const found = documents.get(textDocument.uri)?.dump.completions(position, { keepsIndentation });
      return found === undefined ? null : toList(found, abilities);
    });
    // Explanations are long, and only one is read at a time.
    connection.onCompletionResolve((item) => {
      const reference = readKeyReference(item.data);
      const about = reference && introduceNetifKey(reference);
      if (about === undefined) return item;
      const documentation = abilities.completion.markdown ? { kind: MarkupKind.Markdown, value: about.markdown } : about.plain;
      return { ...item, documentation };
    });
  },
};

function toList(found: Completions, abilities: ClientAbilities): CompletionList {
  const { itemDefaults, insertReplace, keepsIndentation } = abilities.completion;
  const { inserted, replaced } = found;
  const defaults: CompletionList["itemDefaults"] = {};
  if (itemDefaults.has("editRange")) defaults.editRange = insertReplace ? { insert: inserted, replace: replaced } : inserted;
  if (itemDefaults.has("insertTextMode") && keepsIndentation) defaults.insertTextMode = InsertTextMode.asIs;
  const items = found.completions.map((completed, order) => toItem(completed, order, found, defaults, abilities));
  return { isIncomplete: found.isIncomplete, ...(Object.keys(defaults).length > 0 ? { itemDefaults: defaults } : {}), items };
}

function toItem(completed: Completion, order: number, found: Completions, defaults: NonNullable<CompletionList["itemDefaults"]>, abilities: ClientAbilities): CompletionItem {
  const { snippets, insertReplace, labelDetails, keepsIndentation, kinds } = abilities.completion;
  const { kind: subject, label, detail, filter, text, outdent, about, isPreferred, leadsOn } = completed;
  const isSnippet = snippets && hasFields(text);
  const newText = isSnippet ? new SnippetWriter().write(text) : plainText(text);
  const kind = KINDS[subject].find((known) => kinds.has(known));
  const item: CompletionItem = { label, ...(kind === undefined ? {} : { kind }), sortText: String(order).padStart(4, "0") };
  if (defaults.editRange !== undefined) item.textEditText = newText;
  else item.textEdit = insertReplace ? { newText, insert: found.inserted, replace: found.replaced } : { range: found.inserted, newText };
  if (isSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
  if (keepsIndentation && defaults.insertTextMode === undefined) item.insertTextMode = InsertTextMode.asIs;
  if (outdent !== undefined) {
    const { start } = found.inserted;
    item.additionalTextEdits = [{ range: { start: { ...start, character: start.character - outdent }, end: start }, newText: "" }];
  }
  if (filter !== undefined) item.filterText = filter;
  if (detail !== undefined) {
    if (labelDetails) item.labelDetails = { description: detail };
    else item.detail = detail;
  }
  if (about !== undefined && "key" in about) item.data = about;
  else if (about !== undefined) item.documentation = about.plain;
  if (isPreferred === true) item.preselect = true;
  if (leadsOn === true && abilities.commands.has(SUGGEST)) item.command = { title: "", command: SUGGEST };
  return item;
}
