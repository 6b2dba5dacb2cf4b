const PROGRAM = "xenstore-ls";
/** What a shell does with the output: `| less`, `> file`, `2>&1`, `; …`. */
const REDIRECTION = /\s*(?:[0-9]?>|[|;&]).*$/;
const COMMAND = /xenstore-ls((?: +-\S*)*)(?: +(\S+))? *$/;

/**
 * Reads where a capture was taken from the shell prompt before it.
 * @param text a line such as `[root@dom0 ~]# xenstore-ls -f /local/domain/1`
 * @returns the absolute path; undefined where the command is relative, names several paths, or is another one
 */
export function promptRoot(text: string): string | undefined {
  const command = COMMAND.exec(text.slice(Math.max(0, text.lastIndexOf(PROGRAM))).replace(REDIRECTION, "").trimEnd());
  if (command === null) return undefined;
  const path = command[2] ?? "/";
  return path.startsWith("/") ? path.replace(/(?!^)\/+$/, "") : undefined;
}
