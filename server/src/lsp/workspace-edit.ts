import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { withFields, type TextChange } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import { hasFields, SnippetWriter } from "./snippet";

/** An edit of one document. If the client supports it, the edit names the version of the document that it was made for. */
export function toWorkspaceEdit(changes: readonly TextChange[], { uri, version }: DumpDocument, abilities: ClientAbilities): WorkspaceEdit {
  if (!abilities.versionedEdits) return { changes: { [uri]: changes.map(toTextEdit) } };
  const snippets = new SnippetWriter();
  const edits = changes.map((change) => (abilities.snippetEdits ? toSnippetEdit(change, snippets) : toTextEdit(change)));
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

function toTextEdit({ range, newText }: TextChange): TextEdit {
  return { range, newText };
}

/** An edit that lets the user tab through its placeholders, if it has any. */
function toSnippetEdit(change: TextChange, snippets: SnippetWriter): SnippetTextEdit | TextEdit {
  const text = withFields(change.newText);
  return hasFields(text) ? { range: change.range, snippet: { kind: "snippet", value: snippets.write(text) } } : toTextEdit(change);
}
