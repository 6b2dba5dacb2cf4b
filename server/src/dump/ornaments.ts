import { TOP_PATH } from "./store-path";

/** What Jira puts around code. */
const OF_JIRA = "\\{(?:code|noformat)\\}";
/** The names of tags that stand in lines of a dump as well as alone. */
const TAG_NAMES = "br|p|li|div|span|code|pre";
const TAG = `</?(?:${TAG_NAMES}|tt|b)\\b[^<>]{0,100}>`;
/** What is dropped at the end of a line: tags, the bar of a table, the backslash of a shell, a fence, the line ends that `cat -A` and `:set list` show. Each run of them is tried from its beginning only. */
const END = new RegExp(`(?<![ \\t|\u2502\\\\])(?:[ \\t]*(?:${TAG}|\\||\\u2502|\\\\|(?<=[")])(?:\`{1,3}|\\^M\\$?|\\$|${OF_JIRA})))+$`);
/**
 * What people write behind a value for other readers: `<-- stuck here`, `# a comment`, `(Closing)`. It has no quote: the last one of a line ends the
 * value. Text built like permissions is not a remark.
 */
const REMARK = /(?<=[")])[ \t]+(?:(?:<[-=<]+|[-=]{1,9}>|[\u2190\u2192\u21D0\u21D2])[^"]*|(?:#|\/\/|--)(?:[ \t][^"]*)?|\((?![nrwb](?:-?\d|[,)])|[A-Za-z]{1,2}-?\d{1,5}[,)])[A-Za-z][^"]*\))$/;
/** One that quotes: `# was "2" before`. What xenstore-ls prints ends with a quote or with permissions, so in any other line all is a remark behind the first sign. The stars are those of bold. */
const QUOTING_REMARK = /(?<=[")])[ \t]+(?:<[-=<]+|#|\/\/)[ \t].*$(?<!(?:"|\([nrwb]-?\d[nrwb\d,-]*\))\**)/;
/** A path, a name with its value (perhaps in what grep found), or a comment: what stands behind a prefix that alone might begin a sentence. */
const ENTRY_AHEAD = '(?=[ \\t]*(?:/|# |[-\\w@/.:]{1,3072} = "))';
const TOOL = "[\\w./-]{1,64}(?:\\[\\d{1,9}\\])?: ";
/** What a log has between the time and the line. Before a name of a tree, only both together cannot be taken for a part of it. */
const SOURCE = `(?:(?:[\\w.-]{1,64} )?(?:${TOOL})?(?=/)|[\\w.-]{1,64} ${TOOL})?`;

/** `[10:22] <nick> `: what chats show before a message, as a part of a pattern. */
export const SPEAKER = "(?:\\[?\\d\\d:\\d\\d(?::\\d\\d)?\\]? )?< ?[^<>\\s]{1,31}> ";

/** `[  151.601458] `, `(XEN) `, `(d1) `: what the kernel, and Xen for itself and for the console of a guest, put before a line, as a part of a pattern. */
export const CONSOLE = "(?:\\[ *\\d+\\.\\d{3,}\\]|\\((?:d\\d+|XEN)\\))(?: |$)";

/** `Nov`, `janv.`, `11\u6708`: how logs write a month, in the language of the system, as a part of a pattern. */
export const MONTH = "(?:\\p{L}{3,6}\\.?| ?\\d{1,2}[\u6708\uc6d4])";

/** What other tools put before a line. None of it can be taken for a part of a path or a name, if an entry follows. */
const BEGINNINGS: readonly RegExp[] = [
  // Logs come first: their hours are no number of a line.
  new RegExp(`^\\[?(?:[-\\d]{10}[T ])?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?\\]?:? ${SOURCE}`),
  new RegExp(`^${MONTH} [ \\d]\\d [\\d:.]{8,18} ${SOURCE}`, "u"),
  // cat -n, nl
  /^ {0,10}\d{1,9}\t/,
  // Somebody in a chat, perhaps with the time
  new RegExp(`^${SPEAKER}${ENTRY_AHEAD}`),
  // grep -n, and the lines around a match
  /^\d{1,9}(?::|-(?=[/ ]))/,
  // grep, findstr and Select-String in several files; in a path of the store a colon is a fault
  new RegExp(`^(?!${TOP_PATH}/)(?:[A-Z]:)?(?=[\\w@+~\\\\-]{0,200}[./])[\\w.@+~/\\\\-]{1,200}:(?!$)`),
  new RegExp(`^[\\w.@+~-]{1,200}([-:])(?:\\d{1,9}\\1)?(?=${TOP_PATH}[/ ])`),
  // Editors and pagers with numbers, tables, mails quoted with a bar or with initials, lists
  /^ {0,10}\d{1,9} {0,3}[|\u2502:] ?/,
  new RegExp(`^ {0,10}\\d{1,9}[.)]? ${ENTRY_AHEAD}`),
  /^[|\u2502\u2503] ?/,
  /^[A-Z][A-Za-z]{0,9}>+ ?/,
  /^ {0,10}[-\u2022][ \t](?=[/`])/,
  // Fences that somebody typed in the line of the first entry. A name alone between backticks is a word of a sentence.
  new RegExp(`^(?:\`(?=/)|\`\`\`|${OF_JIRA})`),
  new RegExp(`^${CONSOLE}`),
  // dmesg -T, and the priority that syslog sends before a line
  /^\[\p{L}{2,5}\.? \p{L}{3,5}\.? [ \d]\d [\d:]{8} \d{4}\] /u,
  new RegExp(`^<\\d{1,3}>\\d{1,2} [-\\dT:.Z+]{20,40} (?:[!-~]{1,255} ){4}(?:-|(?:\\[[^\\]]{1,400}\\]){1,20}) ?`),
  /^<\d{1,3}>/,
  // A service of docker-compose
  new RegExp(`^[\\w.-]{1,80} {0,40}\\| ${ENTRY_AHEAD}`),
  new RegExp(`^(?:${TAG})+`),
];

/** @returns how many characters another tool put before a line; 0 where none did */
export function ornamentBefore(text: string): number {
  for (const beginning of BEGINNINGS) {
    const width = beginning.exec(text)?.[0].length;
    if (width) return width;
  }
  return 0;
}

/** @returns the text without what another tool put behind it, and without a remark */
export function withoutEnd(text: string): string {
  const trimmed = text.trimEnd();
  // Only the end is looked at, however long the line is.
  const tail = trimmed.slice(-400);
  const match = (/[>|\u2502\\`$M}]$/.test(tail) ? END.exec(tail) : null) ?? REMARK.exec(tail) ?? QUOTING_REMARK.exec(tail);
  return match === null ? text : trimmed.slice(0, trimmed.length - tail.length + match.index);
}

/** Lines that stand around dumps and hold no part of them. */
const FRAMES = new RegExp(
  `^(?:${[
    // Fences of Markdown, Jira and wikis, tags, rulers with and without a title, as journalctl and more print them, too, and carets below a line
    "(?:```|~~~)[\\w -]{0,40}|\\{(?:code|noformat|quote|panel)(?::[^{}]*)?\\}|\\{{3}|\\}{3}|\\[/?(?:code|quote)\\]",
    `</?(?:${TAG_NAMES}|html|body|source|syntaxhighlight|blockquote|details|table|t[rd]|[uo]l)(?: [a-z]+="[^<>"]*")*>|(?:<details>)?<summary>.*</summary>`,
    "\\^+|[-=_~+:\u2500-\u257F]{3,}|([-=_~])\\1+(?!\\1)[^\"=]{1,100}\\1{2,}|={2,}[^\"=]{1,100}|[-=_~ ]*8<[-=_~ ]*",
    // The headers of a patch
    "diff --git .+|index [0-9a-f]+\\.\\.[0-9a-f]+.{0,10}|(?:---|\\+\\+\\+) \\S.*|@@ -\\d.*|\\\\ No newline at end of file",
    // That a path is not there: unlike xenstore-ls, these tools leave out nothing else.
    "xenstore-(?:list|read): [^\"]+",
    // What pagers, script, date and time print, what syslog sends to each terminal, and requests for a password
    "[:~]|--More--(?:\\(\\d+%\\))?|\\(END\\)|lines \\d+-\\d+(?:/\\d+)? (?:\\d+%|\\(END\\))",
    "Script (?:started|done)[ ,].+",
    "[A-Z][a-z]{2} (?:[A-Z][a-z]{2} [ \\d]\\d|[ \\d]\\d [A-Z][a-z]{2})(?: \\d{4})? \\d\\d:\\d\\d:\\d\\d(?: [AP]M)?(?: [A-Z+-][\\w:]{1,6})?(?: \\d{4})?",
    "Message from syslogd@.+|kernel:\\[[ \\d.]+\\].*",
    "(?:real|user|sys)\\s\\d+m\\d+[.,]\\d{3}s",
    "\\[sudo\\] .+:|\\S+ login:[^\"]*|\\S+'s password:|Password for .+:",
  ].join("|")})$`,
);

/** Whether a line frames a dump and is not part of it. */
export function isFrame(text: string): boolean {
  return text.length < 500 && FRAMES.test(text.trim());
}
