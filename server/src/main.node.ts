import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect, type NetConnectOpts } from "node:net";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { createConnection, type Connection, type ConnectionOptions } from "vscode-languageserver/node";
import { name, version } from "../../package.json";
import { startServer } from "./lsp/start-server";
import { collectSooner, optimizeLess } from "./main.engine";

/** Reads the translations beside the folder of this bundle: they are there both in the extension and in the npm package. */
function readBundle(language: string): unknown {
  const file = path.join(__dirname, "../l10n", `bundle.l10n.${language}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const TRANSPORT = /^--(?:stdio|node-ipc|socket=(\d+)|pipe=(.+))$/;

/**
 * Serves over standard input and output, or over the channel to the process that started this one. Ends the process when either is closed: the library
 * does not notice that for the channel, and for standard output it tries to report the error on standard output itself.
 */
function serveParent(): void {
  serve((options) => {
    const connection = createConnection(options);
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

/** Serves over a socket on which an editor listens. The library did not open it, so the process ends when it closes. If nobody listens, does nothing. */
async function serveAt(address: NetConnectOpts): Promise<void> {
  const socket = connect(address);
  if (await once(socket, "connect").catch(() => undefined)) serve((options) => createConnection(socket, socket, options));
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
  // The exit code unless the client ends the server properly.
  process.exitCode = 1;
  const [, port, pipe] = transport;
  if (port !== undefined) void serveAt({ port: Number(port), host: "127.0.0.1" });
  else if (pipe !== undefined) void serveAt({ path: pipe });
  else serveParent();
}
