import { InvalidArgumentError, Option } from "commander";
import { LEVELS, type Kernel, type Level } from "../../service";
import type { CheckOptions } from "../check/check-dump";
import { runCheck } from "../check/run-check";
import { FORMATS, type FormatName } from "../formats/index";
import { kernelOption } from "../kernel-option";
import { hasColours } from "../paint";
import { rootOption } from "../root-option";
import { knownCode } from "../rule-code";
import { suggestion } from "../suggestion";
import type { Terminal } from "../terminal";
import type { AddCommand } from "./command";

interface Options {
  readonly format: FormatName;
  readonly level: Level;
  readonly rule: Readonly<Record<string, string>>;
  readonly failOn: "error" | "warning" | "never";
  readonly root?: string;
  readonly stdinName: string;
  readonly kernel: Kernel;
  /** False for `--no-color`. */
  readonly color: "auto" | "always" | "never" | false;
}

const EXAMPLES = `
Examples:
  xenstore-ls -fp | xenstore-netif check -
  xenstore-netif check --fail-on warning bug-report/
  xenstore-netif check --format sarif dumps/ > dumps.sarif
  xenstore-netif check --rule queue-extra=off --rule mac-missing=hint x.xenstore

Exits with 0 if nothing is at or above --fail-on, 1 if something is,
2 on wrong usage or if something cannot be read.`;

/** The width for a stream that does not tell its own: a file or a pipe. */
const WIDTH_ELSEWHERE = 120;
const NARROWEST = 40;

export const addCheck: AddCommand = (program, terminal, end, { docs, thread }) => {
  program
    .command("check")
    .description("Finds the faults in dumps, and says what netback will do with each vif that it does not connect.")
    .argument("<path...>", "dumps in any form, also compressed with gzip; directories, which are searched for *.xenstore and xenstore-ls*; - for standard input")
    .addOption(new Option("--format <format>", "how the result is printed").choices(FORMATS).default("text"))
    .addOption(new Option("--level <level>", "show what is at or above this level").choices(LEVELS).default("hint"))
    .addOption(ruleOption())
    .addOption(new Option("--fail-on <level>", "exit with 1 if something is at or above this level, shown or not").choices(["error", "warning", "never"]).default("error"))
    .addOption(rootOption())
    .addOption(new Option("--stdin-name <name>", "what standard input is called in the result").default("stdin"))
    .addOption(kernelOption())
    .addOption(new Option("--color <when>", "whether to colour text; auto looks at the terminal, NO_COLOR and FORCE_COLOR").choices(["auto", "always", "never"]).default("auto"))
    .option("--no-color", "the same as --color never")
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], given: Options) => {
      const sarif = { name: program.name(), version: program.version() ?? "", docs, root: process.cwd() };
      const options = { ...optionsOf(given, terminal), sarif };
      end(await runCheck(paths, { options, stdinName: given.stdinName, thread, program: program.name() }, terminal));
    });
};

function optionsOf({ format, level, failOn, root, rule, kernel, color }: Options, { stdout, env }: Terminal): Omit<CheckOptions, "sarif"> {
  const colours = color === "auto" ? hasColours(stdout, env) : color === "always";
  const width = Math.max(NARROWEST, stdout.columns ?? WIDTH_ELSEWHERE);
  return { format, level, failOn, root, settings: { rules: rule, forecast: { kernel } }, colours, width };
}

const RULE_LEVELS: readonly string[] = [...LEVELS, "off"];

/** `--rule CODE=LEVEL`; its value is the levels of all that were given. */
function ruleOption(): Option {
  return new Option("--rule <code=level>", `give a rule another level: ${RULE_LEVELS.join(", ")}; may be given several times`)
    .argParser(readRule)
    .default({}, "each its own");
}

function readRule(written: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, named = written, level] = /^([^=]*)=(.*)$/s.exec(written) ?? [];
  const code = knownCode(named);
  if (level === undefined) throw new InvalidArgumentError(`Say the level too: ${code}=off, or ${LEVELS.join(", ")}.`);
  if (!RULE_LEVELS.includes(level)) throw new InvalidArgumentError(`No level is called so: ${suggestion(level, RULE_LEVELS, `give ${RULE_LEVELS.join(", ")}.`)}`);
  return { ...before, [code]: level };
}
