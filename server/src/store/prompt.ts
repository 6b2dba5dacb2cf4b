import type { Line } from "../dump/line";
import { ROOT_COMMENT, TOOL } from "../dump/read-line";
import { headingPath } from "../dump/store-path";
import { readRoot } from "./root";

/** Where a command ends, and a redirection or another command begins: `| less`, `> file`, `2>&1`, `; …`. */
const REDIRECTION = /[0-9]?>|[|;&]/;
const COMMAND = /^xenstore[- ]ls((?: +\S+)*)$/;

/** What Markdown, mails and sentences put around a path. The search tries a run from its first character only, because a line may have a million of them. */
const AROUND_PATH = /^["'`]+|(?<!["'`)])["'`)]+$/g;

/** What a comment `# xenstore-root PATH` has behind these words; undefined for any other text. */
export function toldRoot(text: string): string | undefined {
  const comment = ROOT_COMMENT.exec(text);
  return comment === null ? undefined : text.slice(comment[0].length);
}

/**
 * Reads where captures were taken from the shell prompt before them, from a comment `# xenstore-root PATH`, or from a heading that is a path.
 * @param text a line such as `[root@dom0 ~]# xenstore-ls -f /local/domain/1`, without the prefix of a mail
 * @returns a path for each directory that the command lists, undefined for one that is not absolute; empty for another command
 */
export function promptRoots(text: string): readonly (string | undefined)[] {
  const told = toldRoot(text);
  if (told !== undefined) return [readRoot(told)];
  const heading = headingPath(text);
  if (heading !== undefined) return [readRoot(heading)];
  const begin = Math.max(text.lastIndexOf("xenstore-ls"), text.lastIndexOf("xenstore ls"));
  const [typed = ""] = text.slice(Math.max(0, begin)).split(REDIRECTION, 1);
  const command = COMMAND.exec(typed.trimEnd());
  if (command === null) return [];
  const paths = (command[1] ?? "").split(" ").filter((argument) => argument !== "" && !argument.startsWith("-"));
  return paths.length === 0 ? ["/"] : paths.map((path) => readRoot(path.replace(AROUND_PATH, "")));
}

/** What a shell shows before a command. */
const BEFORE_COMMAND = /^.*?[#$%>\u276F\u279C]\s*/;

/** A line of the kind `prompt` without the prefix of a mail. */
export function promptIn(line: Line<unknown>): string {
  return line.read.slice(line.syntax.start).trim();
}

/** What was typed behind a prompt; empty if nothing was, or if the text is not a prompt. */
export function commandBehind(prompt: string): string {
  const before = BEFORE_COMMAND.exec(prompt)?.[0];
  return before === undefined ? "" : prompt.slice(before.length);
}

/** Whether a line of the kind `prompt` has another command than one that lists a store. */
export function isOtherCommand(line: Line<unknown>): boolean {
  const text = promptIn(line);
  return toldRoot(text) === undefined && !TOOL.test(text) && commandBehind(text) !== "";
}

/** What a comment `# xenstore-root …` says instead of an absolute path; undefined for a sound comment and for every other line. */
export function badRoot(line: Line<unknown>): string | undefined {
  const told = toldRoot(promptIn(line));
  return told === undefined || readRoot(told) !== undefined ? undefined : told;
}
