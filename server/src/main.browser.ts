import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";

// Runs in a web worker, which the client ends: a worker cannot tell when it is no longer needed. The client waits for this message.
self.postMessage("started", []);
startServer({
  connect: (options) => createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), options),
  nextTurn: turnsOfWorker(),
  identity: { name, version },
});

/** A worker that posts a message to itself gets it after those of the client. A timer would take four milliseconds. */
function turnsOfWorker(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener("message", () => waiting.shift()?.());
  port1.start();
  return async () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
