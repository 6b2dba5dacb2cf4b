import { commands, ViewColumn, window, workspace, type Disposable } from "vscode";
import sample from "../../samples/queue-missing.xenstore";

/** What the commands that open a new dump put into it: nothing, or a dump with a fault. That is in the bundle: in a browser there is no file to open. */
const CONTENT: Readonly<Record<string, string>> = { "xenstore.newDump": "", "xenstore.openSample": sample };

/** Registers the commands. */
export function registerNewDumpCommands(): Disposable[] {
  return Object.entries(CONTENT).map(([name, content]) => commands.registerCommand(name, () => openNew(content)));
}

async function openNew(content: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: "xenstore", content });
  // The walkthrough is not a text editor, and goes on beside the dump. Beside nothing, half the window would stay empty.
  const isOther = window.activeTextEditor === undefined && window.tabGroups.activeTabGroup.activeTab !== undefined;
  await window.showTextDocument(document, isOther ? ViewColumn.Beside : ViewColumn.Active);
}
