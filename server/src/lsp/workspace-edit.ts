import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextChange } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import { SnippetWriter } from "./snippet";

/** An edit of one document. If the client supports it, the edit names the version of the document that it was made for. */
export function toWorkspaceEdit(changes: readonly TextChange[], { uri, version }: DumpDocument, abilities: ClientAbilities): WorkspaceEdit {
  if (!abilities.versionedEdits) return { changes: { [uri]: changes.map(toTextEdit) } };
  const snippets = new SnippetWriter();
  const edits = changes.map((change) =>
    abilities.snippetEdits && SnippetWriter.hasStops(change.newText) ? toSnippetEdit(change, snippets) : toTextEdit(change),
  );
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

function toTextEdit({ range, newText }: TextChange): TextEdit {
  return { range, newText };
}

function toSnippetEdit({ range, newText }: TextChange, snippets: SnippetWriter): SnippetTextEdit {
  return { range, snippet: { kind: "snippet", value: snippets.write(newText) } };
}
