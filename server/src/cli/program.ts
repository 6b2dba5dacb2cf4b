import { Command, Option } from "commander";
import { check } from "./check";

/** What the command line tells of itself. */
export interface ProgramIdentity {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** Builds the command line. `parseAsync` of what comes out runs it. */
export function createProgram({ name, version, description }: ProgramIdentity): Command {
  const program = new Command(name).description(description).version(version).showHelpAfterError("(--help lists what can be given)").exitOverride();
  program
    .command("check")
    .description("Checks dumps, and tells what netback will do with each vif. Exits with 1 where there is an error.")
    .argument("<file...>", "dumps, as xenstore-ls prints them")
    .addOption(new Option("--format <format>", "how the result is printed").choices(["json"]).default("json"))
    .action(async (files: string[]) => {
      const result = await check(files);
      process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
      const failed = result.files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"));
      process.exitCode = failed ? 1 : 0;
    });
  return program;
}
