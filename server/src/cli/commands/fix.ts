import { Option } from "commander";
import { analyse } from "../analyse";
import { eachFile } from "../each-file";
import { EXIT, Unusable, type ExitCode } from "../exit-code";
import { describeFixes, fixDump, type FixedDump } from "../fix/fix-dump";
import { diffForTerminal, unifiedDiff } from "../fix/unified-diff";
import { assertWritable, encode, writeBack } from "../fix/write-back";
import { nameOf, readDumpSource, STDIN, type DumpSource } from "../input";
import { painterFor } from "../paint";
import { rootOption } from "../root-option";
import { knownCode } from "../rule-code";
import type { Terminal } from "../terminal";
import { textForTerminal } from "../terminal-text";
import type { AddCommand } from "./command";

interface Options {
  readonly diff?: true;
  readonly stdout?: true;
  readonly rule?: readonly string[];
  readonly root?: string;
}

export const addFix: AddCommand = (program, terminal, end) => {
  program
    .command("fix")
    .description("Fixes the faults of dumps that have a best fix, in place. Exits with 1 if errors remain, with --diff also if there is a difference.")
    .argument("<file...>", "dumps in any form, or - to fix standard input and print it")
    .addOption(new Option("--diff", "print what would be changed, and write nothing").conflicts("stdout"))
    .option("--stdout", "print the fixed text of one dump, and write nothing")
    .addOption(new Option("--rule <code>", "fix only the faults of this rule; may be given several times").argParser(readRule))
    .addOption(rootOption())
    .action(async (files: string[], options: Options) => {
      assertOneResult(files, options);
      end(await eachFile(files, program.name(), terminal, (file) => fixFile(file, options, terminal)));
    });
};

/** Refuses to print several fixed texts, which would run into each other. */
function assertOneResult(files: readonly string[], { diff, stdout }: Options): void {
  if (diff || files.length === 1) return;
  if (stdout) throw new Unusable("--stdout prints one dump: name one file, or leave --stdout out to fix them in place.");
  if (files.includes(STDIN)) throw new Unusable("- is fixed and printed: name it alone, or with --diff.");
}

/** Fixes one file. @throws Unusable if it cannot be read or written */
async function fixFile(file: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const name = nameOf(file);
  const source = await readDumpSource(file, terminal);
  const inPlace = !options.diff && !options.stdout && file !== STDIN;
  if (inPlace) await explained(name, () => assertWritable(file, source));
  const { answer: fixed, fault } = await analyse({ name, text: source.text, root: options.root }, "fix", (dump) => fixDump(dump, options.rule ?? []));
  // The rules judge each fix that is tried out, and count the faults that remain. If one threw, a fix may have done harm that nobody saw.
  if (fault !== undefined) throw new Unusable(fault);
  const isChanged = fixed.text !== source.text;
  if (inPlace && isChanged) await explained(name, () => writeBack(file, source, fixed.text));
  if (options.diff) printDiff(name, source, fixed, terminal);
  else if (!inPlace) await explained(name, () => printText(source, fixed, terminal));
  terminal.stderr.write(`${name}: ${describeFixes(fixed, isChanged, options.diff ? "would fix" : "fixed")}\n`);
  return fixed.errors > 0 || (options.diff && isChanged) ? EXIT.found : EXIT.ok;
}

/** Runs an attempt, and puts the name of the file before the message of an Unusable. */
async function explained(name: string, attempt: () => Promise<void> | void): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    throw error instanceof Unusable ? new Unusable(`${name} was not fixed: ${error.message}.`) : error;
  }
}

function printDiff(name: string, source: DumpSource, { text }: FixedDump, { stdout, env }: Terminal): void {
  const diff = unifiedDiff(name, source.text, text);
  stdout.write(stdout.isTTY ? diffForTerminal(diff, painterFor(stdout, env)) : diff);
}

/** A terminal gets text that is safe to look at, anything else the bytes of a file. */
function printText(source: DumpSource, { text }: FixedDump, { stdout }: Terminal): void {
  stdout.write(stdout.isTTY ? textForTerminal(text) : encode(text, source));
}

function readRule(code: string, before: readonly string[] = []): readonly string[] {
  return [...before, knownCode(code)];
}
