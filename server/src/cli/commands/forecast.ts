import { Option } from "commander";
import type { Kernel, VifForecast } from "../../service";
import { analyse } from "../analyse";
import { eachFile } from "../each-file";
import { EXIT, Unusable } from "../exit-code";
import { jsonText } from "../formats/json-text";
import { nameOf, readDumpSource } from "../input";
import { kernelOption } from "../kernel-option";
import { painterFor, type Paint } from "../paint";
import { rootOption } from "../root-option";
import type { Terminal } from "../terminal";
import type { AddCommand } from "./command";

interface Options {
  readonly kernel: Kernel;
  readonly format: "text" | "json";
  readonly root?: string;
}

/** The forecasts for the vifs of a file. */
interface FileForecast {
  readonly path: string;
  readonly vifs: readonly VifForecast[];
}

const COLOURS = { connects: "good", waits: "waiting", refuses: "bad", closes: "aside", unknown: "aside" } as const;

export const addForecast: AddCommand = (program, terminal, end) => {
  program
    .command("forecast")
    .description("Says in one line per vif what netback will do with it, and which end waits for which. Exits with 1 if a vif is refused.")
    .argument("<file...>", "dumps in any form, or - for standard input")
    .addOption(kernelOption())
    .addOption(new Option("--format <format>", "how the result is printed").choices(["text", "json"]).default("text"))
    .addOption(rootOption())
    .action(async (files: string[], { kernel, format, root }: Options) => {
      const jsonLines: string[] = [];
      const print = (found: FileForecast): void => {
        if (format === "json") jsonLines.push(jsonText({ path: found.path, vifs: found.vifs.map(({ report }) => report) }));
        else printText(found, files.length > 1, terminal);
      };
      const worst = await eachFile(files, program.name(), terminal, async (path) => {
        const { text } = await readDumpSource(path, terminal);
        const { answer: vifs, fault } = await analyse({ name: nameOf(path), text, root }, "forecast", (dump) => dump.forecasts(kernel));
        // If something threw, finding no vif does not mean that there is none.
        if (fault === undefined || vifs.length > 0) print({ path, vifs });
        if (fault !== undefined) throw new Unusable(fault);
        return vifs.some(({ report }) => report.forecast?.outcome === "refuses") ? EXIT.found : EXIT.ok;
      });
      if (format === "json") terminal.stdout.write(`{ "kernel": "${kernel}", "files": [\n${jsonLines.join(",\n")}\n] }\n`);
      end(worst);
    });
};

/** @param named whether to begin each line with the name of its file, as grep does */
function printText({ path, vifs }: FileForecast, named: boolean, { stdout, stderr, env }: Terminal): void {
  const file = nameOf(path);
  if (vifs.length === 0) stderr.write(`${file}: no vif is in this dump\n`);
  const paint = painterFor(stdout, env);
  const longest = vifs.reduce((most, { name }) => Math.max(most, name.length), 0);
  stdout.write(vifs.map((vif) => `${named ? `${paint("place", file)}: ` : ""}${lineOn(vif, longest, paint)}\n`).join(""));
}

function lineOn({ name, report, forecast, isSetBack, handshake }: VifForecast, width: number, paint: Paint): string {
  const outcome = report.forecast === null ? paint("aside", forecast) : paint(isSetBack ? "bad" : COLOURS[report.forecast.outcome], forecast);
  return `${name.padEnd(width)}  ${outcome}${handshake === "" ? "" : `. ${handshake}`}`;
}
