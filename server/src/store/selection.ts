import type { ParseEntry } from "shell-quote";
import parse from "shell-quote/parse.js";
import { TOOL } from "../dump/read-line";
import { commandBehind } from "./prompt";

/** Which lines of a store a command let through, if it left some out. */
export interface Selection {
  /** Lines are missing above the first, as behind `tail`. */
  readonly begins: boolean;
  /** Lines are missing below the last, as behind `head`. */
  readonly ends: boolean;
  /** For each search, the words of which a line had to have one. Only plain words: a search for anything else has none. */
  readonly searches: readonly (readonly string[])[];
}

/** Nobody types a longer command. */
const LONGEST_COMMAND = 1000;
const SEARCH = /^(?:[efz]?grep|rg|ag|ack|findstr)$/;
/** Options with which a search still prints each line that has the word. */
const HARMLESS = /^-(?:[EFGPHinh]+|[ABC]\d{1,9}|-colou?r(?:=\w+)?|-line-buffered)$/;
/** What stands for itself in a regular expression, and can stand in a path. */
const PLAIN = /^[-\w@/]+$/;

/**
 * Tells from a prompt what its command left out of the output below it.
 * @param text a line such as `[root@dom0 ~]# xenstore-ls -f | grep device/vif`, without the prefix of a mail
 * @returns undefined if nothing in the command tells that it left lines out
 */
export function selectionBy(text: string): Selection | undefined {
  const tool = TOOL.exec(text);
  let begins = false;
  let ends = false;
  const searches: (readonly string[])[] = [];
  for (const [command = "", ...options] of pipeline(tool === null ? commandBehind(text) : text.slice(tool.index))) {
    const name = command.slice(command.lastIndexOf("/") + 1);
    if (name === "head") ends = true;
    else if (name === "tail") begins = true;
    else if (SEARCH.test(name)) searches.push(wordsOf(options));
    else if (/^[gm]?awk$/.test(name) || (name === "sed" && options.includes("-n"))) searches.push([]);
  }
  return begins || ends || searches.length > 0 ? { begins, ends, searches } : undefined;
}

/** The commands of the first pipeline in a line, each with its arguments. */
function pipeline(text: string): string[][] {
  const commands: string[][] = [[]];
  let isFile = false;
  // Nobody knows what a variable stands for: with `%` instead of `$`, it stays in its word, which is then not a plain one.
  for (const token of parse(text.slice(0, LONGEST_COMMAND).replaceAll("$", "%"))) {
    const word = wordOf(token);
    if (word === undefined && !isOperator(token, /^\|&?$|[<>]/)) break;
    if (isOperator(token, /^\|/)) commands.push([]);
    else if (word !== undefined && !isFile) commands.at(-1)?.push(word);
    isFile = isOperator(token, /[<>]/);
  }
  return commands.map((words) => (words[0] === "sudo" ? words.slice(1) : words));
}

function wordOf(token: ParseEntry): string | undefined {
  if (typeof token === "string") return token;
  return "pattern" in token ? token.pattern : undefined;
}

function isOperator(token: ParseEntry, form: RegExp): boolean {
  return typeof token !== "string" && "op" in token && form.test(token.op);
}

/** The plain words that a search is for; none if an option may change which lines it prints. */
function wordsOf(options: readonly string[]): readonly string[] {
  const patterns: string[] = [];
  let isRest = true;
  for (let at = 0; at < options.length; at += 1) {
    const option = options[at] ?? "";
    if (option === "-e") {
      patterns.push(options[(at += 1)] ?? "");
      isRest = false;
    } else if (/^-[ABC]$/.test(option)) at += 1;
    else if (option.startsWith("-")) {
      if (!HARMLESS.test(option)) return [];
    } else if (isRest) {
      patterns.push(option);
      isRest = false;
    }
  }
  return patterns.flatMap((pattern) => pattern.split(/\\?\|/)).filter((word) => PLAIN.test(word));
}

/** Whether all lines of a directory were let through: its path stands in each of them, so each has the words that the path has. */
export function letsThrough({ searches }: Selection, directory: string): boolean {
  return searches.every((words) => words.some((word) => directory.includes(word)));
}
