// Tells what people write around a dump, in mails, tickets and chats, from broken lines of the dump, by one line alone. Each function takes a line without the
// prefix of a mail and without the blanks behind it.

import { CONSOLE, MONTH, SPEAKER } from "./ornaments";

/** What a broken line of a dump may have: a sign, a quote, a path, or nothing but the name of a key. */
const MAY_BE_BROKEN = /[="]|(?:^|\s)\/|^\s*[-\w@/]*$/;
/** `Before`, `Bob`, alone: keys are written small. No name has a dot: `dom0/before.txt`, `10.0.0.1`. Ansible writes `dom0 | CHANGED | rc=0 >>` above the output of each host. */
const TITLE = /^(?:[A-Z][a-z]{2,}|\w[\w./-]*\.\w{1,8}|\S+ \| [A-Z]+ \| rc=\d+ >>)$/;
/** Some words and a colon, beginning in the first column, without anything that an entry would have. */
const ANNOUNCEMENT = /^[^\s"=/](?=[^"=/]*\s)[^"=/]*:$/;
/** `admin 10:22 AM`, `10:22`, `2026-11-28T10:22:35+01:00`, `Sa 28. Nov 10:22:35 CET 2026`: what chats show above a message, and a script prints above each dump. */
const TIME = /^(?:\S.{0,80}[ T])?\[?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?\(?[A-Z]{0,4}(?:[+-]\d\d:?\d\d)?\)?)?(?: \d{4})?\]?$/;
/** `Nov 28 10:22:35 dom0 kernel: `, also with a date as in ISO 8601: what syslog puts before a line of a program that prints no dump. */
const OF_LOG = `(?:${MONTH} [ \\d]\\d |[-\\d]{10}T)[\\d:]{8}\\S* \\S+ (?!xenstore)[\\w./-]+(?:\\[\\d+\\])?: `;
const SAID_BY = new RegExp(`^(?:${SPEAKER}|${CONSOLE}|${OF_LOG})`, "u");
/** A letter of a script that names of keys are never in, nor what the tool prints: Chinese, Japanese, Korean and others without capitals. */
const FOREIGN = /\p{Lo}/u;
/** A word of a sentence. */
const WORD = /^[('*_]{0,2}\p{L}[\p{L}'\u2019]*[.,:;!?)'*_]{0,3}$/u;
/** `Any ideas?`, `Thanks,`: no name of a key ends like that. */
const ENDED = /[.!?,]$/;
/** A longer line is not looked at. */
const LONGEST_PROSE = 2000;

/** Whether a line in the first column is what people write: at least three words, most of them without digits or signs, or fewer that end like a sentence, or two that begin like one. */
export function isProse(content: string): boolean {
  if (content.length > LONGEST_PROSE || /^\s/.test(content) || MAY_BE_BROKEN.test(content)) return false;
  if (TIME.test(content) || isInterjected(content)) return true;
  const words = content.split(/\s+/);
  const plain = words.filter((word) => WORD.test(word)).length;
  return (plain >= 3 && plain * 2 > words.length) || (plain === words.length && (ENDED.test(content) || /^\p{Lu}.* /u.test(content)));
}

/** Whether somebody says something in a chat, or the kernel or Xen on the console, or a line announces others: also between two lines of a dump, it is not part of it. */
export function isInterjected(content: string): boolean {
  const said = content.replace(SAID_BY, "");
  return ANNOUNCEMENT.test(content) || ((said !== content || FOREIGN.test(content)) && !MAY_BE_BROKEN.test(said));
}

/** Whether a line may announce the dump right below it: `This is in the store:`, a sentence or a title. */
export function mayAnnounce(content: string): boolean {
  return TITLE.test(content) || isProse(content);
}

/** Whether a line among prose belongs to it: a word or the name of its author may be all that it has, but nothing that tells a broken line of a dump. */
export function mayBeOfProse(content: string): boolean {
  return TITLE.test(content) || !MAY_BE_BROKEN.test(content);
}
