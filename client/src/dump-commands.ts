import { commands, env, l10n, Position, Range, window, workspace, WorkspaceEdit, type Disposable, type TextDocument, type TextEditor } from "vscode";
import type { CaptureReport, Conversion, ListedVif, Loss, RestoreScript, TextChange } from "../../server/src/service";
import type { LanguageServer } from "./language-server";
import { plainLabel } from "./plain-label";
import { isRootPath } from "./root-path";

/** How long a message stays in the status bar, in milliseconds. */
const NOTE_TIME = 10_000;

/** What the commands do on the dump in the active editor. */
const RUN: Readonly<Record<string, (server: LanguageServer, editor: TextEditor) => Promise<void>>> = {
  "xenstore.convertToFlat": (server, editor) => convert(server, editor, "flat"),
  "xenstore.convertToTree": (server, editor) => convert(server, editor, "tree"),
  "xenstore.copyAsScript": (server, { document }) => copyAsScript(server, document),
  "xenstore.goToVif": goToVif,
  "xenstore.setRoot": async (server, { document, selection }) => void (await setRoot(server, document, selection.active.line)),
};

/** Their names. The server may offer them as code actions, since it gets these at the start. */
export const DUMP_COMMANDS = Object.keys(RUN);

/** Registers the commands. They open a new document, fill the clipboard or edit the document, and never write to disk. */
export function registerDumpCommands(server: LanguageServer): Disposable[] {
  return Object.entries(RUN).map(([name, run]) =>
    commands.registerCommand(name, async () => {
      const editor = dumpInFront();
      if (editor) await run(server, editor);
      else void window.showInformationMessage(l10n.t("Open a XenStore dump first: the command works on the dump in the active editor."));
    }),
  );
}

/** The dump in the active editor. A log in the panel counts as that while it has the focus, but the palette goes by the editor above: so does this. */
function dumpInFront(): TextEditor | undefined {
  const front = window.tabGroups.activeTabGroup.viewColumn;
  const editors = [window.activeTextEditor, ...window.visibleTextEditors.filter(({ viewColumn }) => viewColumn === front)];
  return editors.find((editor) => editor?.document.languageId === "xenstore");
}

/** Opens the dump in another form, at the node that the cursor is on. If that would be nothing, or the same text, only says so. */
async function convert(server: LanguageServer, { document, selection }: TextEditor, to: "flat" | "tree"): Promise<void> {
  const conversion = await server.request<Conversion | null>("xenstore/convert", { textDocument: { uri: document.uri.toString() }, to, line: selection.active.line });
  if (!conversion) return;
  if (conversion.text === "") {
    void window.showInformationMessage(l10n.t("The document holds no entry that can be read, so there is nothing to convert."));
    return;
  }
  // A conversion ends its lines with \n only, as xenstore-ls does.
  if (conversion.text === document.getText().replaceAll("\r\n", "\n")) {
    void window.showInformationMessage(l10n.t("This dump is in that form already."));
    return;
  }
  const at = new Position(conversion.line ?? 0, 0);
  await window.showTextDocument(await workspace.openTextDocument({ language: "xenstore", content: conversion.text }), { selection: new Range(at, at) });
  void tellLosses(document, conversion.losses);
}

async function copyAsScript(server: LanguageServer, document: TextDocument): Promise<void> {
  const script = await server.request<RestoreScript | null>("xenstore/script", { textDocument: { uri: document.uri.toString() } });
  if (!script) return;
  if ("refusal" in script) {
    // VS Code would edit an older version too, although nobody can type there or save it.
    const isWritable = document.isUntitled || workspace.fs.isWritableFileSystem(document.uri.scheme) === true;
    void tellRefusal(server, document, script.refusal, isWritable ? script.rootless : undefined);
    return;
  }
  await env.clipboard.writeText(script.text);
  window.setStatusBarMessage(l10n.t("Copied a script to the clipboard. Nodes that it writes: {0}.", script.nodes), NOTE_TIME);
  void tellLosses(document, script.losses);
}

/** Lets the user choose a vif, by its name or by what netback does with it, and goes there. */
async function goToVif(server: LanguageServer, { document }: TextEditor): Promise<void> {
  const vifs = await server.request<ListedVif[]>("xenstore/vifs", { textDocument: { uri: document.uri.toString() } });
  if (!vifs) return;
  if (vifs.length === 0) {
    void window.showInformationMessage(l10n.t("The dump holds no vif."));
    return;
  }
  const items = vifs.map(({ name, description, range }) => ({ label: plainLabel(name), description: plainLabel(description), line: range.start.line }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t("A vif, or what netback does with it"), matchOnDescription: true });
  if (chosen !== undefined) await goTo(document, chosen.line);
}

/**
 * Says why there is no script. If it lacks the root of a capture, offers to set it, and tries again.
 * @param rootless a line of that capture, if its root can be set
 */
async function tellRefusal(server: LanguageServer, document: TextDocument, refusal: string, rootless: number | undefined): Promise<void> {
  const set = l10n.t("Set Root…");
  const choice = await warn(refusal, ...(rootless === undefined ? [] : [set]));
  if (rootless !== undefined && choice === set && (await setRoot(server, document, rootless))) await copyAsScript(server, document);
}

/**
 * Asks where the capture at a line was taken, and writes the comment that says so.
 * @returns whether it was written
 */
async function setRoot(server: LanguageServer, document: TextDocument, line: number): Promise<boolean> {
  const textDocument = { uri: document.uri.toString() };
  const captures = await server.request<readonly CaptureReport[] | null>("xenstore/captures", { textDocument });
  if (!captures) return false;
  const capture = captures.findLast(({ range }) => range.start.line <= line) ?? captures[0];
  if (capture === undefined) {
    void window.showInformationMessage(l10n.t("The document holds no entry yet, so there is no capture to set the root of."));
    return false;
  }
  if (capture.absolute) {
    void window.showInformationMessage(l10n.t("All paths of this capture begin with a slash: they show where it was taken, so a root would change nothing."));
    return false;
  }
  const root = await askForRoot(capture);
  if (root === undefined) return false;
  const edits = await server.request<TextChange[]>("xenstore/setRoot", { textDocument, position: capture.range.start, root });
  const edit = new WorkspaceEdit();
  for (const { range: { start, end }, newText } of edits ?? []) {
    edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
  }
  return workspace.applyEdit(edit);
}

/** Lets the user choose a place that the links suggest, or type another. @returns undefined if the user cancels */
async function askForRoot({ root, candidates }: CaptureReport): Promise<string | undefined> {
  const other = l10n.t("Another Directory…");
  const choice = candidates.length === 0 ? other : await window.showQuickPick([...candidates, other], { title: l10n.t("Which directory was listed?") });
  if (choice !== other) return choice;
  return window.showInputBox({
    title: l10n.t("Which directory was listed?"),
    prompt: l10n.t("The path given to xenstore-ls, such as /local/domain/1/device/vif/0"),
    value: root ?? "/local/domain/",
    validateInput: (path) => (isRootPath(path) ? undefined : l10n.t("An absolute path of letters, digits and -_@, without a slash at its end.")),
  });
}

/**
 * Tells the user what is lost in the result: the first loss by its text, the others by their number. Goes to the first if the user wants to.
 * If nothing is lost, the first harmless note is shown in the status bar for a while.
 */
async function tellLosses(document: TextDocument, notes: readonly Loss[]): Promise<void> {
  const [first, ...others] = notes.filter(({ isHarmless }) => isHarmless !== true);
  if (first === undefined) {
    const [note] = notes;
    if (note !== undefined) window.setStatusBarMessage(plainLabel(note.message), NOTE_TIME);
    return;
  }
  const show = l10n.t("Go to Line {0}", first.line + 1);
  const message = others.length === 0 ? first.message : l10n.t("{0} (And {1} more like this.)", first.message, others.length);
  if ((await warn(message, show)) !== show) return;
  await goTo(document, first.line);
}

async function goTo(document: TextDocument, line: number): Promise<void> {
  const at = new Position(line, 0);
  await window.showTextDocument(document, { selection: new Range(at, at) });
}

/**
 * Warns in a notification. VS Code makes `[text](command:…)` there a link that runs the command, and a message may quote what a guest wrote: a blank keeps it text.
 * @returns the action that the user chose; undefined if none
 */
function warn(message: string, ...actions: string[]): Thenable<string | undefined> {
  return window.showWarningMessage(message.replaceAll("](", "] ("), ...actions);
}
