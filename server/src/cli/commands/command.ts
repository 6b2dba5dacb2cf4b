import type { Command } from "commander";
import type { ExitCode } from "../exit-code";
import type { Installation } from "../installation";
import type { Terminal } from "../terminal";

/**
 * Adds a command to the program.
 * @param end called with the exit code; a command that does not call it ends with 0
 * @param installation what is installed beside the program, for commands that show or start it
 */
export type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void, installation: Installation) => void;
