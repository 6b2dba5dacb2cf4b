import { describe, expect, test } from "vitest";
import { isClear } from "../../server/src/dump/line-syntax";
import { Text } from "../../server/src/dump/text";
import { pathSpan, valueSpan, type EntrySpan } from "../../server/src/store/spans";
import type { Entry, StoreNode } from "../../server/src/store/node";

const PATH = "/local/domain/1/device/vif/0/state";

/** The only line of a text. */
function lineOf(text: string): Entry {
  const line = new Text<StoreNode>(text).lineAt(0);
  if (line === undefined) throw new Error("no line");
  return line;
}

function covered({ line, start, end }: EntrySpan): string {
  return line.text.slice(start, end);
}

describe("a line with what another tool put there is read without it, and its parts are where they stand", () => {
  test.each<readonly [tool: string, line: string, path?: string]>([
    ["cat -n", `    12\t${PATH} = "4"`],
    ["cat -n of a tree", '     3\t  state = "4"', "state"],
    ["less -N", `     12 ${PATH} = "4"`],
    ["an editor with numbers", ' 12   state = "4"', "state"],
    ["a list with numbers", `12. ${PATH} = "4"`],
    ["numbers and a bar", `  12 | ${PATH} = "4"`],
    ["numbers and a bar next to them", `12|${PATH} = "4"`],
    ["bat", `  12 \u2502 ${PATH} = "4"`],
    ["bat in a terminal, of a tree", '  12   \u2502   state = "4"', "state"],
    ["nl -s:", `    12: ${PATH} = "4"`],
    ["a list with numbers in parentheses, of a tree", '12)   state@a-b = "4"', "state@a-b"],
    ["grep -n", `12:${PATH} = "4"`],
    ["grep -n of a tree", '12:   state = "4"', "state"],
    ["grep -n, beside a match", `12-${PATH} = "4"`],
    ["grep -n of a tree, beside a match", '12-   state = "4"', "state"],
    ["grep -n, beside a match in a store of another kind", '12-/xenops/a = "4"', "/xenops/a"],
    ["grep -n in an editor with numbers", ` 12 13:${PATH} = "4"`],
    ["grep in files, in a list with numbers", `12. b.out:${PATH} = "4"`],
    ["grep in files", `a/b.out:${PATH} = "4"`],
    ["grep in files with odd names", `../a@b+c-d/b~:12:${PATH} = "4"`],
    ["findstr and Select-String in files of Windows", `C:\\logs\\a-b\\dump.txt:12:${PATH} = "4"`],
    ["findstr in files of Windows, of a tree", 'C:\\dump.txt:   state = "4"', "state"],
    ["grep in files, of a mail", `b.out:> ${PATH} = "4"`],
    ["grep in files, of a tree", 'b.out:   state = "4"', "state"],
    ["grep in files without an extension", `dump:${PATH} = "4"`],
    ["grep -n in files without an extension", `dump:12:${PATH} = "4"`],
    ["grep -n in files", `b.out:12:${PATH} = "4"`],
    ["grep -A in files", `b.out-${PATH} = "4"`],
    ["grep -nA in files", `b.out-12-${PATH} = "4"`],
    ["grep -A in files with odd names", `a@b+c~-${PATH} = "4"`],
    ["grep -A in files, of other directories at the top", 'b.out-/vm/a = "4"', "/vm/a"],
    ["grep -A in files without an extension", `dump-${PATH} = "4"`],
    ["grep -nA in files without an extension", `dom-0-12-${PATH} = "4"`],
    ["grep -A in files without an extension, of the first node", 'dump-/local = "4"', "/local"],
    ["grep -A in files, of the first node", 'b.out-/local = "4"', "/local"],
    ["a patch", `+${PATH} = "4"`],
    ["a patch that was moved right", `  +${PATH} = "4"`],
    ["a patch in a mail", `> +   state = "4"`, "state"],
    ["a log", `Nov  3 22:26:35 dom0 xenstore-ls[12]: ${PATH} = "4"`],
    ["a log without a host", `Nov 23 22:26:35 ${PATH} = "4"`],
    ["a log without a tool", `Nov 23 22:26:35 dom-0.example.org ${PATH} = "4"`],
    ["a log with a tool alone", `Nov 23 22:26:35 xen/xl.bin-1[12]: ${PATH} = "4"`],
    ["a log without the number of a process, of a tree", 'Nov 23 22:26:35 dom-0.example.org xen/xl.bin-1:   state = "4"', "state"],
    ["a log with whole dates", `2026-11-23T22:26:35.123456+01:00 dom0 xl[1]: ${PATH} = "4"`],
    ["a log with whole dates, of a tree", '2026-11-23T22:26:35+0000 dom0 xl[1]:    state = "4"', "state"],
    ["a terminal with the time", `[22:26:35] ${PATH} = "4"`],
    ["a terminal with the time without brackets, and parts of a second", `22:26:35.123 ${PATH} = "4"`],
    ["a chat with the time and a bar", `22:26:35 nick | ${PATH} = "4"`],
    ["a log in UTC", `2026-11-28 10:00:00 UTC dom-0.org xen/xl.bin-1: ${PATH} = "4"`],
    ["a log of Python", `2026-11-28 10:00:00,123 INFO ${PATH} = "4"`],
    ["a log west of Greenwich, of a tree", '2026-11-28T10:00:00-0500 dom-0.org xen/xl.bin-1:   state = "4"', "state"],
    ["a log without a host, in UTC", `2026-11-28T10:00:00Z: xen/xl.bin-1[12]: ${PATH} = "4"`],
    ["the log of the kernel", `[   12.345678] ${PATH} = "4"`],
    ["dmesg -T", `[Fri Jan  2 10:11:12 2026] ${PATH} = "4"`],
    ["dmesg -T in French", `[ven. janv. 22 10:11:12 2026] ${PATH} = "4"`],
    ["a journal with microseconds", `Jan 02 10:11:12.123456 dom0 xl[1]: ${PATH} = "4"`],
    ["a log in German", `M\u00E4r 02 10:11:12 dom0 xl[1]: ${PATH} = "4"`],
    ["a log in Finnish", `marras 02 10:11:12 dom0 xl[1]: ${PATH} = "4"`],
    ["a log in Chinese and Japanese", `11\u6708 02 10:11:12 dom0 xl[1]: ${PATH} = "4"`],
    ["a log in Korean, of a tree", ' 1\uC6D4  2 10:11:12 dom0 xenstore-ls[1]:   state = "4"', "state"],
    ["a log in French", `janv. 02 10:11:12 dom0 xl[1]: ${PATH} = "4"`],
    ["syslog with the priority", `<13>Jan  2 10:11:12 dom0 xl[1]: ${PATH} = "4"`],
    ["syslog with version, host, process and structured data", `<30>1 2026-11-28T10:00:00.123Z dom0 bash 1234 - - ${PATH} = "4"`],
    ["the same with an offset and data, of a tree", '<30>1 2026-11-28T10:00:00+01:00 dom0 bash 1234 - [a b="c"]    state = "4"', "state"],
    ["docker-compose", `dom0_1  | ${PATH} = "4"`],
    ["docker-compose with another name", `dom-0.a | ${PATH} = "4"`],
    ["docker-compose, of a tree", 'dom0_1  |   state = "4"', "state"],
    ["the console of a guest", `(d1) ${PATH} = "4"`],
    ["the console of Xen", '(XEN)   state = "4"', "state"],
    ["the console of a guest with the time, of a tree", '(d12) [2026-11-28 10:00:00.123]   state = "4"', "state"],
    ["a chat", `<nick> ${PATH} = "4"`],
    ["a chat with seconds, and a sign in a name", `10:22:33 <\u00FC.[x]> ${PATH} = "4"`],
    ["a chat with the time before the name", `00:16 < nick> ${PATH} = "4"`],
    ["a chat with the time, of a tree", '[10:22] <@nick_>  state = "4"', "state"],
    ["column -t", `${PATH}  =  "4"`],
    ["column -t with permissions", `${PATH}  =  "4"  (n0,r1)`],
    ["no blanks around the sign", `${PATH}="4"`],
    ["no blanks around the sign, in a log", `[22:26:35] ${PATH}="4"`],
    ["a path and a quoted value", `${PATH}: "4"`],
    ["a relative path and its quoted value", 'device/vif/12/state: "4"', "device/vif/12/state"],
    ["the first node and its quoted value", '/local: "4"', "/local"],
    ["a path and a quoted value with permissions", `${PATH}: "4"   (n0,r1)`],
    ["bold", `**${PATH} = "4"**`],
    ["bold in a tree", '  **state = "4"**', "state"],
    ["a bold value", '  state = **"4"**', "state"],
    ["a list with dashes of a word processor", `\u2013 ${PATH} = "4"`],
    ["bold in a list", `- *${PATH} = "4"*`],
    ["bold in a list with the sign of a C comment", `* **${PATH} = "4"**`],
    ["bold and indented in such a list in a mail", `>   *   *${PATH} = "4"*`],
    ["a table", `| ${PATH} = "4" |`],
    ["a mail quoted with a bar", '|   state = "4"', "state"],
    ["a mail quoted with initials", `JB>> ${PATH} = "4"`],
    ["a mail quoted with a name and a bar of the screen", `Jan>\u2502${PATH} = "4"`],
    ["a screen with a thick bar", `\u2503${PATH} = "4"`],
    ["a list", `- ${PATH} = "4"`],
    ["code in Markdown", `\`${PATH} = "4"\``],
    ["a fence before the first entry of a mail", `\`\`\`> ${PATH} = "4"`],
    ["code in a list in Markdown", `- \`${PATH} = "4"\``],
    ["code in a list in Markdown with the sign of a C comment", `* \`${PATH} = "4"\``],
    ["code in such a list in a mail, with permissions", `> * \`${PATH} = "4"   (n0,r1)\``],
    ["a fence before the first entry", '```state = "4"', "state"],
    ["a fence behind the last entry", '  state = "4"```', "state"],
    ["a fence of Jira before the first entry", '{noformat}state = "4"', "state"],
    ["a fence of Jira behind the last entry", '  state = "4"{code}', "state"],
    ["a list of a word processor", `\u2022 ${PATH} = "4"`],
    ["a list of a word processor with tabs", `\u2022\t${PATH} = "4"`],
    ["a list that is indented", `  - ${PATH} = "4"`],
    ["a word processor", `${PATH} = \u201C4\u201D`],
    ["a list of a word processor, as xenstore-read -p", `\u2022\t${PATH}: \u201C4\u201D`],
    ["a word processor in a C comment with numbers", `  12 | * ${PATH} = \u201C4\u201D`],
    ["a blog that takes quotes behind digits for those of inches", `${PATH} = \u201C4\u2033`],
    ["the blanks of a Chinese page", '\u3000\u3000state\u2009=\u2002"4"', "state"],
    ["the ends of pages", `\f${PATH} = "4"\v`],
    ["cat -A", `${PATH} = "4"   (n0,r1)$`],
    ["cat -A with the line ends of Windows, in a list", `- ${PATH} = "4"^M$`],
    ["cat -v of a tree", '  state = "4"^M', "state"],
    ["colours without the escape character", `[?2004l[01;31m[K${PATH}[m[K = "4"`],
    ["blanks that do not break", `\u00A0\u00A0state\u00A0=\u00A0"4"`, "state"],
    ["the source of a web page", `<p>${PATH} = &quot;4&quot;<br/></p>`],
    ["the source of a mail in a web page", `&gt;&nbsp;&gt; ${PATH} = &quot;4&quot;`],
    ["the title of a terminal's window", `\u001B]0;root@dom0: ~\u0007${PATH} = "4"`],
    ["a shell", `${PATH} = "4" \\`],
    ["the mark of an editor", `\uFEFF\u00AD${PATH}\u2007= \u202F"4"\u2060`],
    ["a pager with permissions", `12:${PATH} = "4"   (n0,r1)`],
    ["numbers in a log in a mail", `> 2026-11-23 22:26:35 12:${PATH} = "4"`],
  ])("%s", (_, line = "", path = PATH) => {
    const entry = lineOf(line);
    expect([entry.syntax.kind, entry.path, entry.value, entry.permissions]).toEqual(["entry", path, "4", /\(n0,r1\)/.exec(line)?.[0] ?? ""]);
    expect([covered(pathSpan(entry)), covered(valueSpan(entry))]).toEqual([path, "4"]);
  });

  test.each(['/local*/domain/1/x = "4" *', '* /local/domain/1/x* = "4"'])("but not a pair of stars with a blank inside: %s", (line) => {
    expect(isClear(lineOf(line).syntax)).toBe(false);
  });

  test("and so it is where the tool has put it into a name", () => {
    const entry = lineOf('/local/domain/1/\u001B[01;31m\u001B[Kvif\u001B[m\u001B[K/st\u200Bate = "\u001B[31m4\u001B[0m"');
    expect([entry.path, entry.value]).toEqual(["/local/domain/1/vif/state", "4"]);
    expect([covered(pathSpan(entry)), covered(valueSpan(entry))]).toEqual(['/local/domain/1/\u001B[01;31m\u001B[Kvif\u001B[m\u001B[K/st\u200Bate', "4"]);
  });

  test.each(["\u2010", "\u2011", "\u2013", "\u2212"])("or another hyphen: %s", (hyphen) => {
    const entry = lineOf(`/local/domain/1/multi${hyphen}queue${hyphen}num = "4"`);
    expect([entry.path, covered(pathSpan(entry))]).toEqual(["/local/domain/1/multi-queue-num", `/local/domain/1/multi${hyphen}queue${hyphen}num`]);
  });
});

describe("a line that frames a dump", () => {
  test.each([
    "<details>",
    "<details><summary>xenstore-lsf of dom0</summary>",
    "</details>",
    "=== before ===",
    "---------- dom0 ----------",
    "*** after ***",
    "--More--",
    "--More--(42%)",
    ":",
    ":\u001B[K",
    "(END)",
    "lines 1-60/60 (END)",
    "lines 1-60 12%",
    'Script started on 2026-01-02 10:11:12+00:00 [TERM="xterm" TTY="/dev/pts/0"]',
    "Script done on Fri Jan  2 10:11:12 2026",
    "Fri Jan  2 10:11:12 UTC 2026",
    "Fri 02 Jan 2026 10:11:12 AM CET",
    "Fri Jan 12 10:11:12 PM +03:30 2026",
    "real\t0m0.012s",
    "user\t1m0,012s",
    "sys 0m0.012s",
    "-- Journal begins at Mon 2026-01-01 10:11:12 UTC. --",
    "-- Boot 0123456789abcdef --",
    "-- No entries --",
    "-- Logs begin at Mon 2026-01-01 10:11:12 UTC, end at Tue 2026-01-02 10:11:12 UTC. --",
    "[sudo] password for user:",
    "dom0 login: root",
    '<source lang="bash" line="1">',
    "</syntaxhighlight>",
    "+-----+-----+",
    "\u251C\u2500\u2500\u253C\u2500\u2524",
    "[sudo] Passwort f\u00FCr user: ",
    "root@dom0's password: ",
    "Password for root@dom0:",
    "Script done, file is typescript",
    "\\ No newline at end of file",
  ])("is a comment, too: %s", (line) => {
    expect(lineOf(line).syntax.kind).toBe("comment");
  });

  test.each(["```", "```text", "~~~ a-b", "{quote}", "[code]", "[/quote]", "<html>", "</body>", "___", "=== dom_0-a* ===", "~~ x ~~", "__x__", "_-~= 8< =~-_", "{code}", "{code:title=x.out|borderStyle=solid}", "{noformat}", "-----", "=====", "- - 8< - -", "diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1,2 +1,3 @@", "index 0123456..789abcd 100644"])("is a comment: %s", (line) => {
    expect(lineOf(line).syntax.kind).toBe("comment");
  });

  test.each([`-${PATH} = "4"`, '-/xenops/a = "4"', '-   state = "4"', `< ${PATH} = "4"`, '< state = "4"', '<   state = "4"'])("and so is what a patch takes away: %s", (line) => {
    expect(lineOf(line).syntax.kind).toBe("comment");
  });
});

describe("a line stays what it was", () => {
  test.each<readonly [what: string, line: string, kind: string, path: string, value: string]>([
    ["a value with the quotes of a word processor", '/a = "\u201Cx\u201D"', "entry", "/a", "\u201Cx\u201D"],
    ["a value with an entity", '/a = "&quot;"', "entry", "/a", "&quot;"],
    ["a value that ends in a backslash", '/a = "x\\\\"', "entry", "/a", "x\\\\"],
    ["a name that is a number", '  12 = "x"', "entry", "12", "x"],
    ["a name that is a number, unreadable", "12:", "entry", "12", ""],
    ["a name that begins with a dash", '-a = "x"', "entry", "-a", "x"],
    ["a path with a number before a dash", '/12-/a = "x"', "entry", "/12-/a", "x"],
    ["a sentence with a path", `see ${PATH} = "4"`, "entry", `see ${PATH}`, "4"],
    ["a sentence in a log", "Nov 23 22:26:35 dom0 kernel: vif vif-0: state 4", "malformed", "", ""],
    ["what somebody leaves out in a chat", "<nick> ...", "malformed", "", ""],
    ["what a container leaves out", "dom0_1 | ...", "malformed", "", ""],
    ["a remark without a blank behind its sign", '/a = "x" --see', "entry", "/a", 'x" --see'],
    ["a remark in which another value may stand", '/a = "x" -- "y"z', "entry", "/a", 'x" -- "y"z'],
    ["a part of a sentence behind a number", "10 % done", "malformed", "", ""],
    ["an entry in a ruler", '-- a = "x" --', "entry", "-- a", 'x" --'],
    ["a file of grep without a line", "b.out:", "malformed", "", ""],
    ["a number and a sentence", "12: the state is 4", "malformed", "", ""],
    ["a name in a sentence in Markdown", '`state = "4"`', "entry", "`state", '4"`'],
    ["a value with a hyphen of a word processor", '/a = "b\u2013c"', "entry", "/a", "b\u2013c"],
    ["a value like colours, behind a number", '12:/a = "[01;31mb[K"', "entry", "/a", "[01;31mb[K"],
    ["a value like typography, in a table", '| /a = "\u201Cb\u2011c\u2033" |', "entry", "/a", "\u201Cb\u2011c\u2033"],
    ["a value like the source of a page, in a mail with a bar", '> /a = "b&quot;&lt;" |', "entry", "/a", "b&quot;&lt;"],
    ["what somebody leaves out between signs", "<same for the others>", "malformed", "", ""],
    ["a bracket before a name", '[mtu = "4"', "entry", "[mtu", "4"],
    ["a sign behind a value that is not closed", '/a = "x$', "entry", "/a", "x$"],
    ["a colon in a relative path", 'D:x/vif/0/state = "4"', "entry", "D:x/vif/0/state", "4"],
    ["colours around nothing", "\u001B[31mred\u001B[0m", "malformed", "", ""],
    ["a list item that is no path", '- state = "4"', "entry", "- state", "4"],
  ])("%s", (_, line, kind, path, value) => {
    const entry = lineOf(line);
    expect([entry.syntax.kind, entry.path, entry.value]).toEqual([kind, path, value]);
  });
});
