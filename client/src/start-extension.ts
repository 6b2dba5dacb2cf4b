import { commands, Uri, type ExtensionContext } from "vscode";
import { DUMP_COMMANDS, registerDumpCommands } from "./dump-commands";
import { LanguageServer, type CreateClient } from "./language-server";
import { registerNewDumpCommands } from "./new-dump";
import { serveRulePages } from "./rule-pages";
import { registerServerCommands, SERVER_COMMANDS } from "./server-commands";
import { showServerState } from "./server-status";

let server: LanguageServer | undefined;

/**
 * Starts the extension. Only the way to start its server differs: a process on a desktop, a worker in a browser. Nothing waits for the
 * server: the editor goes on while it starts.
 */
export function startExtension(context: ExtensionContext, createClient: CreateClient): void {
  const rulePages = serveRulePages(Uri.joinPath(context.extensionUri, "docs"));
  const started = new LanguageServer(createClient, rulePages.folder, [...SERVER_COMMANDS, ...DUMP_COMMANDS, "editor.action.triggerSuggest"]);
  server = started;
  context.subscriptions.push(
    started,
    rulePages,
    showServerState(started),
    commands.registerCommand("xenstore.restartServer", () => started.restart()),
    commands.registerCommand("xenstore.showLog", () => started.log.show()),
    ...registerNewDumpCommands(),
    ...registerServerCommands(),
    ...registerDumpCommands(started),
  );
  void started.start();
}

/** Stops the server. VS Code waits for this, so the server ends before the extension host does. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
