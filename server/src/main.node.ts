import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect, type NetConnectOpts } from "node:net";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { createConnection, ProposedFeatures, type Connection, type ConnectionOptions } from "vscode-languageserver/node";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";
import { collectSooner, optimizeLess } from "./main.engine";

/** The translations beside the folder of this bundle, in the extension as in the npm package. */
function readBundle(language: string): unknown {
  const file = path.join(__dirname, "../l10n", `bundle.l10n.${language}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const TRANSPORT = /^--(?:stdio|node-ipc|socket=(\d+)|pipe=(.+))$/;

/**
 * Over standard input and output, or the channel to the process that started this one. Of that channel the library does not tell when it is closed; where standard
 * output is, it writes there that it cannot write there.
 */
function serveParent(): void {
  serve((options) => {
    const connection = createConnection(ProposedFeatures.all, options);
    let isShutDown = false;
    connection.onShutdown(() => {
      isShutDown = true;
    });
    const end = (): never => process.exit(isShutDown ? 0 : 1);
    process.once("disconnect", end);
    process.stdout.once("error", end);
    return connection;
  });
}

/** Over a stream to an editor that listens. As it is not opened by the library, the process ends with it. Where nobody listens, nothing is done. */
async function serveAt(address: NetConnectOpts): Promise<void> {
  const socket = connect(address);
  if (await once(socket, "connect").catch(() => undefined)) serve((options) => createConnection(ProposedFeatures.all, socket, socket, options));
}

function serve(connection: (options: ConnectionOptions) => Connection): void {
  startServer({ connect: connection, nextTurn: () => setImmediate(), identity: { name, version }, readBundle });
}

optimizeLess();
collectSooner();
const transport = process.argv.map((argument) => TRANSPORT.exec(argument)).find((found) => found !== null);
if (transport === undefined) {
  console.error("usage: server.js --stdio | --node-ipc | --socket=PORT | --pipe=NAME");
  process.exitCode = 2;
} else {
  // Unless the client has it end otherwise.
  process.exitCode = 1;
  const [, port, pipe] = transport;
  if (port !== undefined) void serveAt({ port: Number(port), host: "127.0.0.1" });
  else if (pipe !== undefined) void serveAt({ path: pipe });
  else serveParent();
}
