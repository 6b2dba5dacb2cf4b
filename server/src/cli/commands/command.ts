import type { Command } from "commander";
import type { ExitCode } from "../exit-code";
import type { Installation } from "../installation";
import type { Terminal } from "../terminal";

/**
 * Adds a command to the program.
 * @param end takes how the command ended; one that does not call it ended well
 * @param installation what stands beside the program, for the commands that show or start it
 */
export type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void, installation: Installation) => void;
