import { Command, CommanderError } from "commander";
import { showWhole } from "../dump/show";
import { addCheck } from "./commands/check";
import type { AddCommand } from "./commands/command";
import { addConvert } from "./commands/convert";
import { addExplain } from "./commands/explain";
import { addFix } from "./commands/fix";
import { addForecast } from "./commands/forecast";
import { addLsp } from "./commands/lsp";
import { addScript } from "./commands/script";
import { messageOf } from "./error-message";
import { EXIT, type ExitCode } from "./exit-code";
import type { Installation } from "./installation";
import type { Terminal } from "./terminal";

/** The program's name, version, description and installation. */
export interface ProgramIdentity {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly installation: Installation;
}

/** In the order in which help lists them. */
const COMMANDS: readonly AddCommand[] = [addCheck, addFix, addConvert, addScript, addForecast, addExplain, addLsp];

/** Builds the command line, whose `parseAsync` runs it. `end` gets the exit code of a command; one that ends with 0 need not call it. */
export function createProgram({ name, version, description, installation }: ProgramIdentity, terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command(name)
    .description(description)
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => write(usageError(name, text)),
    });
  for (const add of COMMANDS) add(program, terminal, end, installation);
  return program;
}

/** Puts commander's message about wrong usage on one line, in the style of the commands' own messages. */
function usageError(name: string, text: string): string {
  const fault = showWhole(text.trim().replace(/^error: /, "").replaceAll("\n", " "));
  return `${name}: ${fault}${/[.?)]$/.test(fault) ? "" : "."} --help lists what can be given.\n`;
}

/**
 * Runs one command.
 * @param args the arguments after the name of the program
 * @returns the exit code; errors were printed on stderr
 */
export async function runCommandLine(identity: ProgramIdentity, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(identity, terminal, (ended) => (code = ended));
  try {
    const [first, topic] = args;
    // Asked for help on a command that it does not know, Commander would answer with all of its help, on stderr; asked to run it, it says what was perhaps meant.
    const isUnknown = first === "help" && topic !== undefined && !topic.startsWith("-") && !program.commands.some((command) => command.name() === topic);
    await program.parseAsync(isUnknown ? [topic] : [...args], { from: "user" });
    return code;
  } catch (error) {
    // Commander has already printed what it throws. Help and version end well.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.unusable;
    terminal.stderr.write(`${identity.name}: ${messageOf(error)}\n`);
    return EXIT.unusable;
  }
}
