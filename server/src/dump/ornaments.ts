import { readPrefix } from "./read-prefix";
import type { Kept, Rewriting } from "./rewriting";
import { TOP_PATH } from "./store-path";

/** Marks that terminals, web pages and word processors leave in a text, with a group for each that stands for something. */
const MARKS = new RegExp(
  [
    // Colours and other commands to a terminal; a browser that shows a log copies them without the escape character.
    "\u001B\\[[\\d;?]{0,40}[A-Za-z]|\\[[\\d;?]{1,40}[mhl]|(?:\\[m)?\\[K",
    "\u001B\\][^\u0007\u001B]{0,200}\u0007",
    // Characters without a width, and the ends of pages.
    "[\v\f\u00AD\u200B-\u200F\u2060\uFEFF]",
    // Blanks of other widths, or that do not break.
    "([\u00A0\u2000-\u200A\u202F\u3000])",
    // Quotes and hyphens of word processors and blogs.
    "([\u201C-\u201F\u2033])",
    "([\u2010-\u2013\u2212])",
    "&(quot|#0?34|#x22|nbsp|#160|lt|gt|amp);",
  ].join("|"),
  "g",
);
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", nbsp: " ", "#160": " " };

/** What a mark stands for; empty for one that is only dropped. */
function meaning({ 1: blank, 2: quote, 3: hyphen, 4: entity }: RegExpExecArray): string {
  if (entity) return ENTITIES[entity] ?? '"';
  if (blank) return " ";
  return quote ? '"' : hyphen ? "-" : "";
}

/** A text with what its marks stand for in their place. */
export function withoutMarks(text: string): Rewriting {
  let plain = "";
  let from = 0;
  let kept: Kept[] | undefined;
  for (const match of text.matchAll(MARKS)) {
    kept ??= [];
    const by = meaning(match);
    // One character replaces another: it counts as kept, since no offset moves.
    const same = by.length === match[0].length;
    const end = match.index + (same ? 1 : 0);
    kept.push({ at: plain.length, start: from, length: end - from });
    plain += text.slice(from, match.index) + by;
    from = match.index + match[0].length;
  }
  if (kept === undefined) return { text, kept };
  kept.push({ at: plain.length, start: from, length: text.length - from });
  return { text: plain + text.slice(from), kept };
}

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

/** What other tools put before a line. None of it can be taken for a part of a path or a name, if an entry follows. */
const BEGINNINGS: readonly RegExp[] = [
  // Logs come first: their hours are no number of a line.
  new RegExp(`^\\[?(?:[-\\d]{10}[T ])?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?\\]?:? ${SOURCE}`),
  // The months are written in the language of the system.
  new RegExp(`^\\p{L}{3,5}\\.? [ \\d]\\d [\\d:.]{8,18} ${SOURCE}`, "u"),
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

/** The header of a hunk, with the number of the line in the new text that it begins at. */
const HUNK = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})/;

/** `12,13c12`: what diff without -u prints before the lines of a change. It shows no lines around them. */
const CHANGE = /^\d{1,9}(?:,\d{1,9})?[acd]\d{1,9}(?:,\d{1,9})?$/;

/** Whether a line begins a hunk of a patch that leaves out lines above it. Only a hunk that begins with the first line does not. */
export function isLaterHunk(text: string): boolean {
  return Number(HUNK.exec(text)?.[1] ?? 0) > 1 || CHANGE.test(text.trimEnd());
}

/** A line without marks, and without the prefix of a mail or a comment: a line of a patch begins with its sign there. */
export function unquoted(text: string): string {
  const plain = withoutMarks(text).text;
  return plain.slice(readPrefix(plain).end);
}

/** Whether a patch adds or removes a line, which is `unquoted`. A ruler, or the name of a file above a hunk, begins with more such signs. */
export function isChangedByPatch(plain: string): boolean {
  return /^[-+](?![-+])/.test(plain);
}

/** Whether a patch removes the line. It is not an item of a list, which has one blank behind its dash; and no name begins with `<`, the sign of diff without -u. */
export function isRemovedByPatch(text: string): boolean {
  return /^(?:-(?:\/| {2}|#|$)|< )/.test(text);
}
