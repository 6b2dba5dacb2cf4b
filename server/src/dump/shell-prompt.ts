/** What a shell shows before a command, or alone if nothing was typed. These are the default prompts of systems, and no line of a dump looks like one. */
const PROMPT = new RegExp(
  `^(?:${[
    // root@host:~#, user@host ~> of fish, user@host ~ % of zsh; in brackets, with the time or an environment before it
    String.raw`(?:\([\w.-]{1,80}\) ?)?(?:\[?\d\d:\d\d(?::\d\d)?\]? )?\[?[\w.-]{1,80}@[\w.-]{1,80}[ :][^#$%>]{0,200}[#$%>](?: |$)`,
    // [10:31 xcp-ng ~]#
    String.raw`\[\d\d:\d\d(?::\d\d)? [\w.-]{1,80} [^\]"=]{1,200}\] ?[#$](?: |$)`,
    // localhost:~#
    String.raw`[\w.-]{1,80}:[~/][^\s"=#$%>]{0,200} ?[#$%>](?: |$)`,
    // C:\>, PS C:\Users\Admin>
    String.raw`(?:PS )?[A-Za-z]:\\[^"=<>|?*]{0,200}>`,
    // netdd# ls, bash-5.1$ ls, host% ls, $ ls; a number before the sign may be a percentage
    String.raw`(?:[A-Za-z][\w.-]{0,80})?[#$%] \S`,
    // / # ls, ~ $ ls
    String.raw`(?:/|~[\w./-]{0,80}) [#$%>] \S`,
    String.raw`(?:[\w.~/-]{1,80} ?)?[#$]$`,
    String.raw`[A-Za-z][\w.-]{0,80}%$`,
    // starship and oh-my-zsh
    String.raw`[\u276F\u279C](?: |$)`,
  ].join("|")})`,
);

/** Whether a line without the blanks around it is a prompt, alone or with a command: `user@host:~# exit`, `netdd#`, `/ #`. */
export function isShellPrompt(text: string): boolean {
  return PROMPT.test(text);
}
