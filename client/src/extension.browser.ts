import { Uri, type ExtensionContext } from "vscode";
import { startExtension } from "./start-extension";
import { WorkerClient } from "./worker-client.browser";

/** Called by a VS Code that runs in a browser, when the first XenStore dump is opened. The server is a web worker. */
export function activate(context: ExtensionContext): void {
  const server = Uri.joinPath(context.extensionUri, "dist", "server.browser.js");
  startExtension(context, (id, name, options) => new WorkerClient(id, name, server, options));
}

export { deactivate } from "./start-extension";
