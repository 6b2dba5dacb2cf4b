import type { Command } from "commander";
import type { ExitCode } from "../exit-code";
import type { Terminal } from "../terminal";

/**
 * Adds a command to the program.
 * @param end takes how the command ended; one that does not call it ended well
 */
export type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void) => void;
