import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./start-extension";

/** Called by VS Code when the first XenStore dump is opened. The server is a process. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath("dist/server.js"), transport: TransportKind.ipc };
  startExtension(context, (id, name, options) => new LanguageClient(id, name, server, options));
}

export { deactivate } from "./start-extension";
