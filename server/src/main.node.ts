import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";

const TRANSPORT = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;

if (process.argv.some((argument) => TRANSPORT.test(argument))) {
  startServer(createConnection(ProposedFeatures.all), { name, version });
} else {
  console.error("usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME");
  process.exitCode = 2;
}
