import { commands, window } from "vscode";

/** Closes all editors without a question, and what was written in them is gone. */
export async function closeEditors(): Promise<void> {
  while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}
