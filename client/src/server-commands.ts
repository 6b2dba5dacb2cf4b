import { commands, Range, Uri, window, type Disposable } from "vscode";
import type { Range as ProtocolRange } from "../../server/src/service";
import { configureRule } from "./rule-level";

/** Commands that the server puts into lenses and actions, since only VS Code can do what they do. The server gets their names at the start. */
export const SERVER_COMMANDS = ["xenstore.goTo", "xenstore.configureRule"] as const;

/** Registers the commands of `SERVER_COMMANDS`. */
export function registerServerCommands(): Disposable[] {
  const run: Record<(typeof SERVER_COMMANDS)[number], (...input: never[]) => Thenable<unknown>> = {
    "xenstore.goTo": (uri: string, { start, end }: ProtocolRange) =>
      window.showTextDocument(Uri.parse(uri), { selection: new Range(start.line, start.character, end.line, end.character) }),
    "xenstore.configureRule": configureRule,
  };
  return SERVER_COMMANDS.map((name) => commands.registerCommand(name, run[name]));
}
