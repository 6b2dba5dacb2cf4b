import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from "vscode-languageserver/browser";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";

// In a web worker. Its client ends it: a worker cannot tell when it is no longer needed. The client waits for this message.
self.postMessage("started", []);
startServer((options) => createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self), options), { name, version });
