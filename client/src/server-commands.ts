import { commands, Range, Uri, window, type Disposable } from "vscode";
import type { Range as ProtocolRange } from "../../server/src/service";
import { configureRule } from "./rule-level";

/** What commands do that the server puts into lenses and actions, since only VS Code can do it. */
const RUN: Readonly<Record<string, (...input: never[]) => Thenable<unknown>>> = {
  "xenstore.goTo": (uri: string, { start, end }: ProtocolRange) =>
    window.showTextDocument(Uri.parse(uri), { selection: new Range(start.line, start.character, end.line, end.character) }),
  "xenstore.configureRule": configureRule,
};

/** Their names. The server gets these at the start. */
export const SERVER_COMMANDS = Object.keys(RUN);

/** Registers the commands of `SERVER_COMMANDS`. */
export function registerServerCommands(): Disposable[] {
  return Object.entries(RUN).map(([name, run]) => commands.registerCommand(name, run));
}
