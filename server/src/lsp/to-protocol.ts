import { t } from "../l10n";
import {
  CodeActionKind,
  DiagnosticSeverity,
  StringValue,
  type CodeAction,
  type Command,
  type Diagnostic,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Diagnostic as DumpDiagnostic, Rewrite, TextChange, VerifiedFix } from "../service";
import { CONFIGURE_RULE, type ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import { SnippetWriter } from "./snippet";

/** The source that diagnostics name. */
export const SOURCE = "xenstore";
/** The server's command that applies an edit, for clients that take commands only. */
export const APPLY_FIX = "xenstore.applyFix";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/**
 * Turns a finding into a diagnostic, without what the client does not support. A list of diagnostics shows little more than how each begins: where it takes a
 * name to tell the vifs apart, that comes first.
 */
export function toDiagnostic(finding: DumpDiagnostic, uri: string, abilities: ClientAbilities): Diagnostic {
  const { code, range, severity } = finding;
  const message = finding.vif === undefined ? finding.message : `${finding.vif}: ${finding.message}`;
  const page = abilities.codeDescriptions && abilities.rulePages !== undefined ? { codeDescription: { href: `${abilities.rulePages}${code}.md` } } : {};
  const diagnostic: Diagnostic = { code, ...page, message, range, severity: SEVERITIES[severity], source: SOURCE };
  if (!abilities.relatedInformation || finding.related.length === 0) return diagnostic;
  return { ...diagnostic, relatedInformation: finding.related.map((related) => ({ message: related.message, location: { uri, range: related.range } })) };
}

/** The actions that silence a diagnostic: comments, and the settings if the client can change them; none if no comment can. */
export function toSilencingActions(diagnostic: DumpDiagnostic, document: DumpDocument, abilities: ClientAbilities): CodeAction[] {
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(diagnostic, document.uri, abilities)] };
  const actions: CodeAction[] = document.dump
    .silences(diagnostic)
    .map(({ title, changes }) => ({ ...common, title, edit: toWorkspaceEdit(changes, document, abilities) }));
  if (actions.length === 0 || !abilities.commands.has(CONFIGURE_RULE)) return actions;
  const title = t("Configure {0}…", diagnostic.code);
  return [...actions, { ...common, title, command: { title, command: CONFIGURE_RULE, arguments: [diagnostic.code, document.uri] } }];
}

/** Turns a fix into a quick fix, or into a command for a client that takes no code actions. */
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

/** Turns a rewrite into a refactoring. The user can tab through the placeholders that it adds. */
export function toRewriteAction({ title, changes }: Rewrite, document: DumpDocument, abilities: ClientAbilities): CodeAction {
  return { title, kind: CodeActionKind.RefactorRewrite, edit: toWorkspaceEdit(changes, document, abilities) };
}

/** The kind of the action that applies all preferred fixes, for `editor.codeActionsOnSave`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.xenstore`;

/** Turns the changes of several fixes into one action. It has no tab stops: on save there is nobody to fill them in. */
export function toFixAllAction(title: string, kind: string, changes: readonly TextChange[], document: DumpDocument, abilities: ClientAbilities): CodeAction {
  return { title, kind, edit: toWorkspaceEdit(changes, document, { ...abilities, snippetEdits: false }) };
}

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
  return { range, snippet: StringValue.createSnippet(snippets.write(newText)) };
}
