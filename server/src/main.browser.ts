import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from "vscode-languageserver/browser";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";

// In a web worker. Its client ends it: a worker cannot tell when it is no longer needed. The client waits for this message.
self.postMessage("started", []);
startServer({
  connect: (options) => createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self), options),
  nextTurn: turnsOfWorker(),
  identity: { name, version },
});

/** A message to oneself comes in its turn, behind those of the client; a timer would come after four milliseconds. */
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
