import { Option } from "commander";
import { createDumpService, type Diagnostic, type VifReport } from "../../service";
import { EXIT } from "../exit-code";
import { readDump } from "../input";
import type { AddCommand } from "./command";

/** What `check --format json` prints. */
interface CheckResult {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly vifs: readonly VifReport[];
  }[];
}

export const addCheck: AddCommand = (program, terminal, end) => {
  program
    .command("check")
    .description("Checks dumps, and tells what netback will do with each vif. Exits with 1 where there is an error.")
    .argument("<file...>", "dumps, as xenstore-ls prints them")
    .addOption(new Option("--format <format>", "how the result is printed").choices(["json"]).default("json"))
    .action(async (files: string[]) => {
      const result = await check(files);
      terminal.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
      if (result.files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"))) end(EXIT.found);
    });
};

async function check(paths: readonly string[]): Promise<CheckResult> {
  const service = createDumpService();
  const files = [];
  for (const path of paths) {
    const dump = service.open(await readDump(path));
    files.push({ path, diagnostics: dump.diagnostics(), vifs: dump.vifs() });
  }
  return { files };
}
