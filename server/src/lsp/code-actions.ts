import isEqual from "fast-deep-equal";
import { t } from "../l10n";
import type { Dump, Range, Settings } from "../service";
import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type CodeActionParams, type Command, type WorkspaceEdit } from "vscode-languageserver";
import type { ClientAbilities } from "./client-abilities";
import type { DumpDocument } from "./dump-document";
import type { ProtocolFeature } from "./protocol-feature";
import { APPLY_FIX, FIX_ALL, toCodeAction, toFixAllAction, toRewriteAction, toSilencingActions } from "./to-protocol";

/** The kinds of action that there are, for a client that asks by kind. */
const ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, CodeActionKind.Source];

export const codeActions: ProtocolFeature = {
  capabilities({ codeActions: literals, appliesEdits }) {
    if (literals) return { codeActionProvider: { codeActionKinds: ACTION_KINDS } };
    return appliesEdits ? { codeActionProvider: true, executeCommandProvider: { commands: [APPLY_FIX] } } : {};
  },
  register({ connection, documents, abilities }) {
    connection.onCodeAction((parameters) => {
      const document = documents.get(parameters.textDocument.uri);
      return document === undefined ? [] : actionsFor(document, parameters, abilities);
    });
    connection.onExecuteCommand(async ({ command, arguments: [edit] = [] }) => {
      if (command === APPLY_FIX && edit !== undefined) await connection.workspace.applyEdit(edit as WorkspaceEdit);
      return null;
    });
    return undefined;
  },
};

/** Everything that can be done about what is reported in a range: fixes, then what silences it; and, where it is asked for, all fixes at once. */
function actionsFor(document: DumpDocument, { range, context }: CodeActionParams, abilities: ClientAbilities): (CodeAction | Command)[] {
  const { dump } = document;
  const actions: (CodeAction | Command)[] = [];
  if (wants(context.only, CodeActionKind.QuickFix)) {
    actions.push(...quickFixes(document, range, abilities));
    if (!abilities.codeActions) return actions;
  }
  // Each is tried out: too much for an editor that asks by itself wherever the cursor goes.
  const isInvoked = context.triggerKind !== CodeActionTriggerKind.Automatic || context.only !== undefined;
  if (abilities.codeActions && isInvoked && wants(context.only, CodeActionKind.RefactorRewrite)) {
    actions.push(...dump.rewrites(range.start).map((rewrite) => toRewriteAction(rewrite, document, abilities)));
  }
  // Worked out only for a client that names it: an editor asks for quick fixes at each move of the cursor.
  if ((context.only?.length ?? 0) > 0 && wants(context.only, FIX_ALL)) {
    const changes = dump.fixAll();
    if (changes.length > 0) actions.push(toFixAllAction(t("Fix all in this file"), FIX_ALL, changes, document, abilities));
  }
  if (abilities.codeActions && (context.only?.length ?? 0) > 0) actions.push(...actionsOnDump(abilities).filter(({ kind }) => wants(context.only, kind ?? "")));
  return actions;
}

/** The quick fixes that were found last in a dump, and what for. */
interface Found {
  readonly version: number;
  readonly settings: Settings;
  readonly range: Range;
  readonly actions: readonly (CodeAction | Command)[];
}

/** An editor asks as the cursor comes to a place, to show that there are some, and the same again as the user opens the menu. */
const lastFound = new WeakMap<Dump, Found>();

function quickFixes(document: DumpDocument, range: Range, abilities: ClientAbilities): readonly (CodeAction | Command)[] {
  const { dump, version } = document;
  const { settings } = dump;
  const last = lastFound.get(dump);
  if (last?.version === version && last.settings === settings && isEqual(last.range, range)) return last.actions;
  const actions = findQuickFixes(document, range, abilities);
  lastFound.set(dump, { version, settings, range, actions });
  return actions;
}

function findQuickFixes(document: DumpDocument, range: Range, abilities: ClientAbilities): (CodeAction | Command)[] {
  const { dump } = document;
  const fixes = dump.fixes(range).map((fix) => toCodeAction(fix, document, abilities));
  if (!abilities.codeActions) return fixes;
  const diagnostics = dump.diagnosticsIn(range);
  return [
    ...fixes,
    ...dump.rootSuggestions(range.start).map((suggestion) => ({ ...toRewriteAction(suggestion, document, abilities), kind: CodeActionKind.QuickFix })),
    ...fixesOfOneRule(document, new Set(diagnostics.map(({ code }) => code)), abilities),
    ...diagnostics.flatMap((diagnostic) => toSilencingActions(diagnostic, document, abilities)),
  ];
}

/** What the client's commands do with a whole dump. They open a document or fill the clipboard, so there is no edit. */
const DUMP_ACTIONS = [
  { title: () => t("Convert to flat form"), kind: `${CodeActionKind.Source}.convert.flat`, command: "xenstore.convertToFlat" },
  { title: () => t("Convert to tree form"), kind: `${CodeActionKind.Source}.convert.tree`, command: "xenstore.convertToTree" },
  { title: () => t("Copy as xenstore-write script"), kind: `${CodeActionKind.Source}.script`, command: "xenstore.copyAsScript" },
  { title: () => t("Set the capture's root…"), kind: `${CodeActionKind.Source}.root`, command: "xenstore.setRoot" },
];

function actionsOnDump({ commands }: ClientAbilities): CodeAction[] {
  return DUMP_ACTIONS.filter(({ command }) => commands.has(command)).map(({ title, kind, command }) => ({ title: title(), kind, command: { title: title(), command } }));
}

/** The most faults of one rule that are mended at once while the user waits for a menu. */
const MOST_AT_ONCE = 100;

/** "Fix all `queue-missing` in this file", where there are several. */
function fixesOfOneRule(document: DumpDocument, codes: ReadonlySet<string>, abilities: ClientAbilities): CodeAction[] {
  const { dump } = document;
  return [...codes].flatMap((code) => {
    const count = Array.from(dump.findings()).filter((finding) => finding.code === code).length;
    const changes = count > 1 && count <= MOST_AT_ONCE ? dump.fixAll(code) : [];
    return changes.length === 0 ? [] : toFixAllAction(t("Fix all {0} in this file", code), CodeActionKind.QuickFix, changes, document, abilities);
  });
}

/** Whether a kind is among those that are asked for: itself or one that it is a part of. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.length === 0 || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}
