import { InvalidArgumentError, Option } from "commander";
import { Unusable } from "../exit-code";
import type { AddCommand } from "./command";

/** How the server reaches its editor. Editors give one of these, and some also their process. */
interface Transport {
  readonly stdio?: true;
  readonly nodeIpc?: true;
  readonly socket?: number;
  readonly pipe?: string;
  readonly clientProcessId?: string;
}

export const addLsp: AddCommand = (program, _terminal, _end, { serve }) => {
  program
    .command("lsp")
    .description("Runs the language server, for editors. Give one of the options: it says how the editor talks to the server.")
    .addOption(new Option("--stdio", "over standard input and output").conflicts(["nodeIpc", "socket", "pipe"]))
    .addOption(new Option("--node-ipc", "over the channel of a Node.js process that started this one").conflicts(["socket", "pipe"]))
    .addOption(new Option("--socket <port>", "over a TCP port of this machine on which the editor listens").argParser(readPort).conflicts("pipe"))
    .addOption(new Option("--pipe <name>", "over a Unix socket or a named pipe on which the editor listens"))
    // Editors that are built on VS Code's client also pass the id of their process.
    .addOption(new Option("--clientProcessId <pid>").hideHelp())
    .action(async (transport: Transport) => {
      const args = argumentsOf(transport);
      if (!(await serve(args))) throw new Unusable(`lsp found no editor at ${args[0]}: the editor must listen there before it starts the server.`);
    });
};

/** The arguments for the server, with `=` as it expects. */
function argumentsOf({ clientProcessId, ...transport }: Transport): string[] {
  return [transportOf(transport), ...(clientProcessId === undefined ? [] : [`--clientProcessId=${clientProcessId}`])];
}

function transportOf({ stdio, nodeIpc, socket, pipe }: Transport): string {
  if (stdio) return "--stdio";
  if (nodeIpc) return "--node-ipc";
  if (socket !== undefined) return `--socket=${socket}`;
  if (pipe !== undefined) return `--pipe=${pipe}`;
  throw new Unusable("lsp was not told where the editor talks to it: give --stdio, or --node-ipc, --socket PORT or --pipe NAME.");
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^[0-9]+$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError("A port is a number from 1 to 65535.");
  return port;
}
