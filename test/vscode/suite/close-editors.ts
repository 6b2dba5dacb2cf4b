import { commands, window } from "vscode";

/** Closes all editors without asking, and discards their changes. */
export async function closeEditors(): Promise<void> {
  while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}
