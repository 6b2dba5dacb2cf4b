import { commands, ViewColumn, window, workspace, type Disposable } from "vscode";
import sample from "../../samples/queue-missing.xenstore";

/** Registers the command that opens a dump with a fault, for users who have none at hand. It is in the bundle: in a browser there is no file to open. */
export function registerSampleCommand(): Disposable {
  return commands.registerCommand("xenstore.openSample", async () => {
    const document = await workspace.openTextDocument({ language: "xenstore", content: sample });
    // The walkthrough is not a text editor, and goes on beside the dump. Beside nothing, half the window would stay empty.
    const isOther = window.activeTextEditor === undefined && window.tabGroups.activeTabGroup.activeTab !== undefined;
    await window.showTextDocument(document, isOther ? ViewColumn.Beside : ViewColumn.Active);
  });
}
