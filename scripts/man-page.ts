import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { createProgram } from "../server/src/cli/program";

/** What the package's manifest says about the program. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

const DESCRIPTION = [
  "**NAME** reads the entries for the network cards of Xen guests in the output of **xenstore-ls**(1).",
  "It finds the faults of the negotiation between netfront and netback, fixes those that have a best fix, and says what Linux netback will do with each network card.",
  "",
  "A dump may be flat or a tree, with or without permissions, quoted in a mail or a comment, and hold several captures.",
  "Files may be in UTF-8, UTF-16 or Latin-1, and compressed with gzip, or with zstd if Node.js supports it.",
  "Wherever a command takes a *file*, **-** means standard input.",
  "",
  "The strings in a dump come from guests. Control characters in them are never printed to a terminal unescaped. Files are written only on request.",
];

const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ["0", "Success. **check**: there is no diagnostic at or above **--fail-on**. **fix**: no error remains, and with **--diff** there is no difference. **forecast**: netback refuses no network card, as far as the dumps show."],
  ["1", "**check**: there is a diagnostic at or above **--fail-on**. **fix**: an error remains, or with **--diff** there is a difference. **forecast**: netback refuses a network card."],
  ["2", "Wrong usage, or a file that cannot be read or written. The reason and the remedy are on standard error. The other files are still processed."],
  ["141", "The reader of the output went away, as **head** does."],
];

const FILES: readonly (readonly [string, string])[] = [
  ["*.xenstore, xenstore-ls*", "The files that **check** treats as dumps in a directory, also with .gz, .zst or .xz at the end."],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["NO_COLOR", "If set and not empty, turns colours off."],
  ["FORCE_COLOR", "If set, turns colours on even if the output does not go to a terminal; 0 turns them off."],
  ["COLUMNS", "The width of text that does not go to a terminal; 80 if it is not set."],
];

const EXAMPLES: readonly (readonly [string, string])[] = [
  ["Look at the store of this host:", "xenstore-ls -fp | NAME check -"],
  ["Check all dumps of a directory in CI:", "NAME check --format github dumps/"],
  ["See what would be fixed, then fix it:", "NAME fix --diff x.xenstore\nNAME fix x.xenstore"],
  ["Ask what an older netback does with each network card:", "NAME forecast --kernel 4.10 x.xenstore"],
  ["Read about a fault, and about a key:", "NAME explain queue-missing\nNAME explain event-channel-tx"],
];

/** The command line, to be described. */
export function programOf({ name, version, description }: Manifest): Command {
  const stream = new PassThrough();
  const terminal = { stdin: stream, stdout: stream, stderr: stream, env: {} };
  const installation = { docs: "", serve: () => Promise.resolve(true) };
  return createProgram({ name, version, description, installation }, terminal, () => undefined);
}

/** The man page, as man/xenstore-netif.1 holds it: from the definitions of the commands, and the texts above. */
export function renderManPage(manifest: Manifest): string {
  const { name, version, description } = manifest;
  const program = programOf(manifest);
  const prose = (text: string): string => roff(text.replaceAll("NAME", name));
  const terms = (pairs: readonly (readonly [string, string])[]): string[] => pairs.flatMap(([term, text]) => [".TP", `.B ${literal(term)}`, prose(text)]);
  return `${[
    '.\\" Written by npm run docs from the commands and scripts/man-page.ts.',
    `.TH ${literal(name.toUpperCase())} 1 "" "${literal(`${name} ${version}`)}" "User Commands"`,
    ".SH NAME",
    `${literal(name)} \\- ${roff(description.replace(/^(\p{Lu})/u, (letter) => letter.toLowerCase()).replace(/\.$/, ""))}`,
    ".SH SYNOPSIS",
    ...commandsOf(program).flatMap((command, at) => [...(at === 0 ? [] : [".br"]), usage(program, command)]),
    ".SH DESCRIPTION",
    ...DESCRIPTION.map((line) => (line === "" ? ".PP" : prose(line))),
    ".SH COMMANDS",
    prose("**--help** after a command lists its arguments and options; **--version** prints the version."),
    ...commandsOf(program).flatMap((command) => section(program, command)),
    ".SH EXIT STATUS",
    ...terms(EXIT_STATUS),
    ".SH FILES",
    ...terms(FILES),
    ".SH ENVIRONMENT",
    ...terms(ENVIRONMENT),
    ".SH EXAMPLES",
    ...EXAMPLES.flatMap(([what, command], at) => [...(at === 0 ? [] : [".PP"]), prose(what), ".PP", ".RS 4", ".EX", literal(command.replaceAll("NAME", name)), ".EE", ".RE"]),
    ".SH SEE ALSO",
    prose("**xenstore-ls**(1), **xenstore-write**(1), **xenstore-chmod**(1), **xl**(1)"),
    ".PP",
    prose("The rules, the keys and the command line are described in the folder docs of the package; **explain** shows the rules and the keys."),
  ].join("\n")}\n`;
}

/** The commands that are shown, without `help`. */
export function commandsOf(program: Command): Command[] {
  return program.createHelp().visibleCommands(program).filter((command) => command.name() !== "help");
}

function usage(program: Command, command: Command): string {
  return `.B ${literal(`${program.name()} ${command.name()}`)}\n${roff(command.usage().replaceAll(/<([^>]+)>/g, "*$1*").replaceAll(/\[([^\]<*]+)\]/g, "[*$1*]"))}`;
}

function section(program: Command, command: Command): string[] {
  const help = program.createHelp();
  const args = help.visibleArguments(command).map((argument) => [".TP", `.I ${literal(help.argumentTerm(argument))}`, plain(help.argumentDescription(argument))]);
  // Every command has `--help`.
  const shown = help.visibleOptions(command).filter((option) => option.long !== "--help");
  const options = shown.map((option) => [".TP", `.B ${literal(option.flags)}`, plain(help.optionDescription(option))]);
  return [`.SS ${literal(command.name())}`, plain(command.description()), ...args.flat(), ...options.flat()];
}

/** Puts `**bold**` and `*italic*` prose into roff. */
function roff(text: string): string {
  const parts = text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/);
  const set = parts.map((part) => {
    if (part.startsWith("**")) return `\\fB${escaped(part.slice(2, -2))}\\fR`;
    return part.startsWith("*") && part.length > 2 ? `\\fI${escaped(part.slice(1, -1))}\\fR` : escaped(part);
  });
  return sentences(set.join(""));
}

/** Puts prose of the commands into roff, in which a star is a star. */
function plain(text: string): string {
  return sentences(escaped(text));
}

/** Sets each sentence on a line of its own, as roff wants it. */
function sentences(text: string): string {
  return text.split(/(?<=[.:]) (?=\p{Lu})/u).map(guarded).join("\n");
}

/** Literal text. */
function literal(text: string): string {
  return text.split("\n").map((line) => guarded(escaped(line))).join("\n");
}

/** Escapes dashes (so that they can be copied from the page), backslashes, quotes and everything outside ASCII. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replace(/[^\0-\x7f]/gu, (character) => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** Guards a full stop at the beginning of a line, which would be a roff request. */
function guarded(line: string): string {
  return line.replace(/^\./, "\\&.");
}
