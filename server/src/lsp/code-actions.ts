import { dequal } from "dequal/lite";
import { t } from "../l10n";
import type { Diagnostic, Dump, Range, Settings, TextChange, VerifiedFix } from "../service";
import { CodeActionKind, CodeActionTriggerKind, LSPErrorCodes, ResponseError, type CodeAction, type CodeActionParams, type Command, type WorkspaceEdit } from "vscode-languageserver";
import { CONFIGURE_RULE, type ClientAbilities } from "./client-abilities";
import { toDiagnostic } from "./diagnostics";
import type { DumpDocument } from "./dump-document";
import type { ProtocolFeature } from "./protocol-feature";
import { toWorkspaceEdit } from "./workspace-edit";

/** The server's command that applies an edit, for clients that take commands only. */
const APPLY_FIX = "xenstore.applyFix";

/** The kind of the action that applies all preferred fixes, for `editor.codeActionsOnSave`. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.xenstore`;

/** The kinds of actions that the server offers, for a client that asks by kind. */
const ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, CodeActionKind.Source];

export const codeActions: ProtocolFeature = {
  capabilities({ codeActions: literals, resolvesActions, appliesEdits }) {
    if (literals) return { codeActionProvider: { codeActionKinds: ACTION_KINDS, ...(resolvesActions ? { resolveProvider: true } : {}) } };
    return appliesEdits ? { codeActionProvider: true, executeCommandProvider: { commands: [APPLY_FIX] } } : {};
  },
  register({ connection, documents, abilities }) {
    connection.onCodeAction((parameters) => {
      const document = documents.get(parameters.textDocument.uri);
      if (document === undefined) return [];
      return abilities.codeActions ? actionsFor(document, parameters, abilities) : commandsFor(document, parameters, abilities);
    });
    connection.onCodeActionResolve((action) => {
      const { uri, code, line, version }: { [About in keyof Unresolved]?: unknown } = action.data ?? {};
      const document = typeof uri === "string" ? documents.get(uri) : undefined;
      if (document === undefined) return action;
      if (typeof code === "string") return { ...action, edit: toFixAllEdit(document.dump.fixAll(code), document, abilities) };
      if (typeof line !== "number") return action;
      // The same line may be in another vif by now.
      if (version !== document.version) return new ResponseError(LSPErrorCodes.ContentModified, "The dump has changed since the action was offered.");
      return { ...action, edit: toWorkspaceEdit(document.dump.rewrite(line, action.title), document, abilities) };
    });
    connection.onExecuteCommand(async ({ command, arguments: [edit] = [] }) => {
      if (command === APPLY_FIX && edit !== undefined) await connection.workspace.applyEdit(edit as WorkspaceEdit);
      return null;
    });
  },
};

/** Fixes for the findings in a range, comments that silence them, rewrites of the vif there; and what works on the whole dump, if the client asks for its kind. */
function actionsFor(document: DumpDocument, { range, context }: CodeActionParams, abilities: ClientAbilities): CodeAction[] {
  const { dump } = document;
  const actions: CodeAction[] = [];
  // An editor asks by itself wherever the cursor goes: nothing may take longer then than a fix does.
  const isInvoked = context.triggerKind !== CodeActionTriggerKind.Automatic || context.only !== undefined;
  if (wants(context.only, CodeActionKind.QuickFix)) {
    const { fixes, fixable, silences } = quickFixes(document, range, abilities);
    const ofOneRule = isInvoked || abilities.resolvesActions ? fixesOfOneRule(document, fixable, abilities) : [];
    actions.push(...fixes, ...ofOneRule, ...silences);
  }
  if (isInvoked && wants(context.only, CodeActionKind.RefactorRewrite)) actions.push(...rewrites(document, range.start.line, abilities));
  // The others only if the client names their kind: an editor asks for quick fixes at each move of the cursor.
  if (context.only === undefined || context.only.length === 0) return actions;
  if (wants(context.only, FIX_ALL)) {
    const changes = context.triggerKind === CodeActionTriggerKind.Automatic ? dump.fixAllOnSave() : dump.fixAll();
    if (changes.length > 0) actions.push({ title: t("Fix all in this file"), kind: FIX_ALL, edit: toFixAllEdit(changes, document, abilities) });
  }
  return [...actions, ...actionsOnDump(abilities).filter(({ kind }) => wants(context.only, kind ?? ""))];
}

/** The fixes for the findings in a range, for a client that takes commands only. */
function commandsFor(document: DumpDocument, { range, context }: CodeActionParams, abilities: ClientAbilities): Command[] {
  if (!wants(context.only, CodeActionKind.QuickFix)) return [];
  return document.dump.fixes(range).map(({ title, changes }) => ({ title, command: APPLY_FIX, arguments: [toWorkspaceEdit(changes, document, abilities)] }));
}

/** What can be done about the findings in a range. */
interface QuickFixes {
  readonly fixes: readonly CodeAction[];
  /** The rules whose faults can be fixed there. */
  readonly fixable: ReadonlySet<string>;
  readonly silences: readonly CodeAction[];
}

/** The quick fixes that were last found in a dump, and for which text, settings and range. */
interface Found extends QuickFixes {
  readonly revision: object;
  readonly settings: Settings;
  readonly range: Range;
}

/** An editor asks when the cursor comes to a place, to show that there are fixes, and asks the same again when the user opens the menu. */
const lastFound = new WeakMap<Dump, Found>();

function quickFixes(document: DumpDocument, range: Range, abilities: ClientAbilities): QuickFixes {
  const { dump, revision } = document;
  const { settings } = dump;
  const last = lastFound.get(dump);
  if (last?.revision === revision && last.settings === settings && dequal(last.range, range)) return last;
  const found = { revision, settings, range, ...findQuickFixes(document, range, abilities) };
  lastFound.set(dump, found);
  return found;
}

function findQuickFixes(document: DumpDocument, range: Range, abilities: ClientAbilities): QuickFixes {
  const { dump } = document;
  const found = dump.fixes(range);
  const roots = dump.rootSuggestions(range.start).map(({ title, changes }) => ({ title, kind: CodeActionKind.QuickFix, edit: toWorkspaceEdit(changes, document, abilities) }));
  return {
    fixes: [...withoutRepetition(found.map((fix) => toQuickFix(fix, document, abilities))), ...roots],
    fixable: new Set(found.flatMap(({ preferred, diagnostic }) => (preferred ? diagnostic.code : []))),
    silences: withoutRepetition(dump.diagnosticsIn(range).flatMap((diagnostic) => toSilencingActions(diagnostic, document, abilities))),
  };
}

/** Merges actions that do the same: one fix may be that of several faults, and what silences a rule in the whole file is the same for each of its findings. */
function withoutRepetition(actions: readonly CodeAction[]): readonly CodeAction[] {
  const byEffect = new Map<string, CodeAction>();
  for (const action of actions) {
    const effect = JSON.stringify([action.title, action.edit]);
    const same = byEffect.get(effect);
    byEffect.set(effect, { ...same, ...action, diagnostics: [...(same?.diagnostics ?? []), ...(action.diagnostics ?? [])] });
  }
  return [...byEffect.values()];
}

/** Commands of the client on a whole dump. They open a document, fill the clipboard or ask the user first, so the action itself has no edit. */
const DUMP_ACTIONS = [
  { title: () => t("Convert to flat form"), kind: `${CodeActionKind.Source}.convert.flat`, command: "xenstore.convertToFlat" },
  { title: () => t("Convert to tree form"), kind: `${CodeActionKind.Source}.convert.tree`, command: "xenstore.convertToTree" },
  { title: () => t("Copy as xenstore-write script"), kind: `${CodeActionKind.Source}.script`, command: "xenstore.copyAsScript" },
  { title: () => t("Set the capture's root…"), kind: `${CodeActionKind.Source}.root`, command: "xenstore.setRoot" },
];

function actionsOnDump({ commands }: ClientAbilities): CodeAction[] {
  return DUMP_ACTIONS.filter(({ command }) => commands.has(command)).map(({ title, kind, command }) => ({ title: title(), kind, command: { title: title(), command } }));
}

/** The data of an action whose edit is worked out once the user has chosen it. */
interface Unresolved {
  readonly uri: string;
  /** The rule whose faults are fixed. */
  readonly code?: string;
  /** A line of the vif that is rewritten, in that version of the text; the title of the action says how. */
  readonly line?: number;
  readonly version?: number;
}

/** The most faults of one rule to fix at once while the user waits for a menu. */
const MOST_AT_ONCE = 100;

/**
 * "Fix all `queue-missing` in this file", if there are several. The edit is worked out once the user has chosen it, or at once if the client cannot ask then.
 * @param codes the rules whose faults can be fixed here
 */
function fixesOfOneRule(document: DumpDocument, codes: ReadonlySet<string>, abilities: ClientAbilities): CodeAction[] {
  const { dump, uri } = document;
  return [...codes].flatMap((code) => {
    const count = dump.count(code);
    if (count < 2) return [];
    const title = t("Fix all {0} in this file", code);
    if (abilities.resolvesActions) return { title, kind: CodeActionKind.QuickFix, data: { uri, code } satisfies Unresolved };
    const changes = count > MOST_AT_ONCE ? [] : dump.fixAll(code);
    return changes.length === 0 ? [] : { title, kind: CodeActionKind.QuickFix, edit: toFixAllEdit(changes, document, abilities) };
  });
}

/** Rewrites of the vif at a line. The edit is worked out once the user has chosen it, or at once if the client cannot ask then. */
function rewrites(document: DumpDocument, line: number, abilities: ClientAbilities): CodeAction[] {
  const { dump, uri, version } = document;
  return dump.rewrites(line).map((title) => ({
    title,
    kind: CodeActionKind.RefactorRewrite,
    ...(abilities.resolvesActions ? { data: { uri, line, version } satisfies Unresolved } : { edit: toWorkspaceEdit(dump.rewrite(line, title), document, abilities) }),
  }));
}

/** Whether the client asks for a kind: for the kind itself or one that includes it, or for any. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.length === 0 || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}

/** The actions that silence a diagnostic: comments, and the settings if the client can change them; none if no comment can. */
function toSilencingActions(diagnostic: Diagnostic, document: DumpDocument, abilities: ClientAbilities): CodeAction[] {
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(diagnostic, document.uri, abilities)] };
  const actions: CodeAction[] = document.dump
    .silences(diagnostic)
    .map(({ title, changes }) => ({ ...common, title, edit: toWorkspaceEdit(changes, document, abilities) }));
  if (actions.length === 0 || !abilities.commands.has(CONFIGURE_RULE)) return actions;
  const title = t("Configure {0}…", diagnostic.code);
  return [...actions, { ...common, title, command: { title, command: CONFIGURE_RULE, arguments: [diagnostic.code, document.uri] } }];
}

function toQuickFix(fix: VerifiedFix, document: DumpDocument, abilities: ClientAbilities): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(fix.diagnostic, document.uri, abilities)],
    ...(abilities.preferredActions && fix.preferred ? { isPreferred: true } : {}),
    edit: toWorkspaceEdit(fix.changes, document, abilities),
  };
}

/** Turns the changes of several fixes into one edit. It has no tab stops: on save there is nobody to fill them in. */
function toFixAllEdit(changes: readonly TextChange[], document: DumpDocument, abilities: ClientAbilities): WorkspaceEdit {
  return toWorkspaceEdit(changes, document, { ...abilities, snippetEdits: false });
}
