import {
  CodeActionKind,
  DiagnosticSeverity,
  MarkupKind,
  StringValue,
  type CodeAction,
  type Command,
  type Diagnostic,
  type Hover,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Diagnostic as Finding, Hover as Explanation, TextChange, VerifiedFix } from "../service";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import { SnippetWriter } from "./snippet";

/** What diagnostics are said to come from. */
export const SOURCE = "xenstore";
/** Applies an edit for clients that take commands only. */
export const APPLY_FIX = "xenstore.applyFix";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export function toDiagnostic(finding: Finding, uri: string, abilities: ClientAbilities): Diagnostic {
  const { code, message, range, severity } = finding;
  const diagnostic: Diagnostic = { code, message, range, severity: SEVERITIES[severity], source: SOURCE };
  if (!abilities.relatedInformation || finding.related.length === 0) return diagnostic;
  return { ...diagnostic, relatedInformation: finding.related.map((related) => ({ message: related.message, location: { uri, range: related.range } })) };
}

export function toHover({ range, markdown, plain }: Explanation, abilities: ClientAbilities): Hover {
  const contents = abilities.markdownHover ? { kind: MarkupKind.Markdown, value: markdown } : { kind: MarkupKind.PlainText, value: plain };
  return { contents, range };
}

export function toCodeAction(fix: VerifiedFix, document: DumpDocument, abilities: ClientAbilities): CodeAction | Command {
  const edit = toWorkspaceEdit(fix.changes, document, abilities);
  if (!abilities.codeActions) return { title: fix.title, command: APPLY_FIX, arguments: [edit] };
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(fix.diagnostic, document.uri, abilities)],
    ...(abilities.preferredActions && fix.preferred ? { isPreferred: true } : {}),
    edit,
  };
}

function toWorkspaceEdit(changes: readonly TextChange[], { uri, version }: DumpDocument, abilities: ClientAbilities): WorkspaceEdit {
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
  return { range, snippet: StringValue.createSnippet(snippets.write(newText)) };
}
