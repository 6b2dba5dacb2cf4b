import { Command, CommanderError } from "commander";
import { addCheck } from "./commands/check";
import type { AddCommand } from "./commands/command";
import { EXIT, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/** What the command line tells of itself. */
export interface ProgramIdentity {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** In the order in which help lists them. */
const COMMANDS: readonly AddCommand[] = [addCheck];

/** Builds the command line; `parseAsync` of what comes out runs it. */
export function createProgram({ name, version, description }: ProgramIdentity, terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command(name)
    .description(description)
    .version(version)
    .showHelpAfterError("(--help lists what can be given)")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: (text) => terminal.stderr.write(text) });
  for (const add of COMMANDS) add(program, terminal, end);
  return program;
}

/**
 * Runs one command.
 * @param args what stands after the name of the program
 * @returns the exit code; what went wrong is on stderr then
 */
export async function runCommandLine(identity: ProgramIdentity, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(identity, terminal, (ended) => (code = ended));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    // What commander throws it has told already; help and version end well.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.unusable;
    terminal.stderr.write(`${identity.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.unusable;
  }
}
