import { Option } from "commander";
import { DUMP_FORMS, type DumpForm } from "../../service";
import { analyse } from "../analyse";
import { Unusable } from "../exit-code";
import { escapeJson } from "../formats/json-text";
import { nameOf, readDumpSource } from "../input";
import { printLosses } from "../losses";
import { writeResult } from "../output";
import { rootOption } from "../root-option";
import type { AddCommand } from "./command";

interface Options {
  readonly to: DumpForm;
  readonly permissions: boolean;
  readonly root?: string;
  readonly output?: string;
}

export const addConvert: AddCommand = (program, terminal) => {
  program
    .command("convert")
    .description("Writes a dump in another form, as xenstore-ls prints it. What that form does not hold is listed on stderr, line by line.")
    .argument("<file>", "a dump in any form, or - for standard input")
    .addOption(new Option("--to <form>", "flat (xenstore-ls -f), tree (xenstore-ls) or json").choices(DUMP_FORMS).makeOptionMandatory())
    .option("--no-permissions", "leave the permissions out")
    .addOption(rootOption())
    .option("--output <path>", "write to this file instead of standard output")
    .action(async (file: string, { to, permissions, root, output }: Options) => {
      const source = await readDumpSource(file, terminal);
      const { answer, fault } = await analyse({ name: nameOf(file), text: source.text, root }, "convert", (dump) => dump.convert({ to, permissions }));
      // In a Latin-1 dump, each character is one byte of the store, and must stay one.
      const encoding = source.encoding === "latin1" && to !== "json" ? "latin1" : "utf8";
      await writeResult(to === "json" ? escapeJson(answer.text) : answer.text, { output, input: file, encoding }, terminal);
      printLosses(terminal, file, answer.losses);
      if (fault !== undefined) throw new Unusable(fault);
    });
};
