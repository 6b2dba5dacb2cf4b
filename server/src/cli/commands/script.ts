import path from "node:path";
import { analyse } from "../analyse";
import { Unusable } from "../exit-code";
import { nameOf, readDumpSource, STDIN } from "../input";
import { printLosses } from "../losses";
import { writeResult } from "../output";
import { rootOption } from "../root-option";
import type { AddCommand } from "./command";

interface Options {
  readonly under?: string;
  readonly root?: string;
  readonly output?: string;
}

export const addScript: AddCommand = (program, terminal) => {
  program
    .command("script")
    .description("Writes a shell script of xenstore-write and xenstore-chmod that restores the nodes of a dump. Runs nothing.")
    .argument("<file>", "a dump in any form, or - for standard input")
    .option("--under <path>", "only the node at this absolute path and those below it")
    .addOption(rootOption())
    .option("--output <path>", "write to this file instead of standard output")
    .action(async (file: string, { under, root, output }: Options) => {
      const { text, encoding } = await readDumpSource(file, terminal);
      const { answer: script, fault } = await analyse({ name: nameOf(file), text, root }, "script", (dump) =>
        dump.script({
          name: file === STDIN ? "a dump on standard input" : `the dump ${path.basename(file)}`,
          encoding: encoding === "latin1" ? "latin1" : "utf-8",
          under,
        }),
      );
      if ("refusal" in script) throw new Unusable(script.rootless === undefined ? script.refusal : `${script.refusal} Or pass it as --root PATH.`);
      await writeResult(script.text, { output, input: file }, terminal);
      printLosses(terminal, file, script.losses);
      if (fault !== undefined) throw new Unusable(fault);
    });
};
