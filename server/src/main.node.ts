import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";
import { collectSooner, optimizeLess } from "./main.engine";

/** The translations beside the folder of this bundle, in the extension as in the npm package. */
function readBundle(language: string): unknown {
  const file = path.join(__dirname, "../l10n", `bundle.l10n.${language}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const TRANSPORT = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;

optimizeLess();
collectSooner();
if (process.argv.some((argument) => TRANSPORT.test(argument))) {
  startServer({ connect: (options) => createConnection(ProposedFeatures.all, options), nextTurn: () => setImmediate(), identity: { name, version }, readBundle });
} else {
  console.error("usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME");
  process.exitCode = 2;
}
