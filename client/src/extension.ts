import { commands, Uri, type ExtensionContext } from "vscode";
import { LanguageServer } from "./language-server";
import { registerServerCommands } from "./server-commands";
import { showServerState } from "./server-status";

let server: LanguageServer | undefined;

/** Called by VS Code when the first XenStore dump is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const started = new LanguageServer(context.asAbsolutePath("dist/server.js"), Uri.joinPath(context.extensionUri, "docs", "rules"));
  server = started;
  context.subscriptions.push(
    started,
    showServerState(started),
    commands.registerCommand("xenstore.restartServer", () => started.restart()),
    commands.registerCommand("xenstore.showLog", () => started.log.show()),
    ...registerServerCommands(),
  );
  await started.start();
}

/** VS Code waits for this one, so the server's process ends before the extension host does. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
