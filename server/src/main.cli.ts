#!/usr/bin/env node
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { description, name, version } from "../../package.json";
import { processTerminal } from "./cli/process-terminal";
import { runCommandLine } from "./cli/program";
import { optimizeLess } from "./main.engine";

const installation = {
  docs: path.join(__dirname, "../docs"),
  thread: path.join(__dirname, "check-thread.js"),
  /** The server is a bundle of its own, so that other commands need not load the packages of the protocol. It reads the arguments of the process. */
  serve: async (args: readonly string[]): Promise<boolean> => {
    process.argv.splice(2, Infinity, ...args);
    await import(pathToFileURL(path.join(__dirname, "server.js")).href);
    // A server with a client ends the process itself. One that could not reach any client just runs out of work.
    await once(process, "beforeExit");
    return false;
  },
};

optimizeLess();
void runCommandLine({ name, version, description, installation }, process.argv.slice(2), processTerminal(name)).then((code) => {
  process.exitCode = code;
});
