import { setFlagsFromString } from "node:v8";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";

/** The translations beside the folder of this bundle, in the extension as in the npm package. */
function readBundle(language: string): unknown {
  const file = path.join(__dirname, "../l10n", `bundle.l10n.${language}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const TRANSPORT = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;

// What the analysis makes lives as long as its dump or dies at once. A young generation that grows to 48 MB holds neither: it only adds to the memory of the
// process. V8 looks at this flag each time it would let it grow.
setFlagsFromString("--semi-space-growth-factor=1");

if (process.argv.some((argument) => TRANSPORT.test(argument))) {
  startServer(createConnection(ProposedFeatures.all), { name, version }, readBundle);
} else {
  console.error("usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME");
  process.exitCode = 2;
}
