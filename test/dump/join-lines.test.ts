import { describe, expect, test } from "vitest";
import { Text } from "../../server/src/dump/text";
import { inside, openDump } from "../open-dump";

/** How each line is read: entries with their value and permissions, other lines by their kind. */
function readingsOf(text: string): string[] {
  return Array.from(new Text<never>(text).lines(), ({ syntax, path, value, permissions }) =>
    syntax.kind === "entry" ? [path, "=", `${syntax.value}:`, value, permissions].join(" ").trimEnd() : syntax.kind,
  );
}

describe("lines that a mailer has wrapped", () => {
  test.each<readonly [what: string, lines: readonly string[], read: readonly string[]]>([
    ["behind the sign", ["frontend =", '"/local/domain/2"'], ["frontend = whole: /local/domain/2", "continuation"]],
    ["behind the sign and a blank", ["/a/b = ", '"1"   (n0)'], ["/a/b = whole: 1 (n0)", "continuation"]],
    ["before the sign", ["/a/b", '= "1"   (n0,r2)'], ["/a/b = whole: 1 (n0,r2)", "continuation"]],
    ["before and behind the sign", ["/a/b", "=", '"1"', "(n0)"], ["/a/b = whole: 1 (n0)", "continuation", "continuation", "permissions"]],
    ["before the permissions", ['/a/b = "1"', "(n0,r2)"], ["/a/b = whole: 1 (n0,r2)", "permissions"]],
    ["within the dots", ['  a = "1" . . .', ". . . .  (n0,r2)"], ["a = whole: 1 (n0,r2)", "permissions"]],
    ["a name in a tree", ["   state", '   = "4"'], ["state = whole: 4", "continuation"]],
    ["in a mail", ["> /a/b =", '> "1"'], ["/a/b = whole: 1", "continuation"]],
    ["in a mail, without its quoting", ["> > /a/b =", '"1"', "> > (n0)"], ["/a/b = whole: 1 (n0)", "continuation", "permissions"]],
    ["in a C comment", [" * /a/b =", ' * "1"'], ["/a/b = whole: 1", "continuation"]],
    ["a value at a blank", ['/a = "one', 'two"   (n0)'], ["/a = whole: one two (n0)", "continuation"]],
    ["a value at several blanks", ['/a = "one ', "two", 'three"'], ["/a = whole: one two three", "continuation", "continuation"]],
    ["a value before a word that a tool prints", ['/a = "vif-bridge:', 'xenstore-read: failed"', '/b = "at the', 'login: prompt"'], ["/a = whole: vif-bridge: xenstore-read: failed", "continuation", "/b = whole: at the login: prompt", "continuation"]],
    ["a value that begins on the next line", ["/a =", '"one', 'two"'], ["/a = whole: one two", "continuation", "continuation"]],
    ["a value with quotes", ["/a =", '"he said "hi""'], ['/a = whole: he said "hi"', "continuation"]],
    ["a value that looks like permissions", ["/a =", '"(n0)"'], ["/a = whole: (n0)", "continuation"]],
    ["a value that was cut", ["/a =", '"abc\\..."'], ["/a = cut: abc\\...", "continuation"]],
    ["a cut that only the width of the whole line proves", ["a =", `"${"v".repeat(72)}..."`], [`a = cut: ${"v".repeat(72)}...`, "continuation"]],
    ["a value at a word that alone could be of a patch", ['/a = "one', "-", "+", 'two"'], ["/a = whole: one - + two", "continuation", "continuation", "continuation"]],
    ["two entries", ["/a =", '"1"', "/b =", '"2"'], ["/a = whole: 1", "continuation", "/b = whole: 2", "continuation"]],
    ["nothing below", ["/a ="], ["/a = malformed:"]],
    ["an entry below", ["/a =", '/b = "1"'], ["/a = malformed:", "/b = whole: 1"]],
    ["a blank line between", ["/a =", "", '"1"'], ["/a = malformed:", "blank", "malformed"]],
    ["a value without an entry", ['"1"'], ["malformed"]],
    ["a value behind a whole entry", ['/a = "1"', '"2"'], ["/a = whole: 1", "malformed"]],
    ["a value with a quote at the end of a piece", ['/a = "one "two', 'three"'], ['/a = malformed: one "two', "malformed"]],
    ["a value with a quote within a piece", ['/a = "one', 'two " three', 'four"'], ['/a = malformed: one', "malformed", "malformed"]],
    ["a value whose quotes end within a piece", ["/a", "=", '"one" two', 'three"'], ["malformed", "malformed", "malformed", "malformed"]],
    ["a path broken behind its slash", ['/a = "/etc/', 'xen"'], ["/a = malformed: /etc/", "malformed"]],
    ["permissions behind permissions", ['/a = "1"   (n0)', "(n1)"], ["/a = whole: 1 (n0)", "permissions"]],
    ["permissions below an unreadable node", ["/a:", "  (n0)"], ["/a = unreadable:", "permissions"]],
    ["a list", ["/local/domain/1/name", "/local/domain/1/domid"], ["/local/domain/1/name = unreadable:", "/local/domain/1/domid = unreadable:"]],
    ["a path alone", ["/local/domain/1/name"], ["malformed"]],
    ["paths of files", ["/etc/xen", "/usr/lib"], ["malformed", "malformed"]],
  ])("%s", (_, lines, read) => {
    expect(readingsOf(lines.join("\n"))).toEqual(read);
  });
});

describe("empty lines", () => {
  test.each<readonly [what: string, lines: readonly string[], read: readonly string[]]>([
    ["of grep -n", ["8:a = \"1\"", "9:", "10-", "11- b = \"2\""], ["a = whole: 1", "blank", "blank", "b = whole: 2"]],
    ["of bat", ['   9   \u2502 a = "1"', "  10   \u2502", "  11   \u2502 "], ["a = whole: 1", "blank", "blank"]],
    ["in a mail", ['> 8 a = "1"', ">9", "> 10"], ["a = whole: 1", "blank", "blank"]],
    ["that a patch or diff adds or removes", ["-", "+", "<", "< ", ">", "> -", "+>", "+|"], ["blank", "blank", "blank", "blank", "blank", "blank", "blank", "blank"]],
    ["with the colours of git and grep", ["\u001B[32m+\u001B[m", "\u001B[31m-\u001B[m", '\u001B[32m8\u001B[m\u001B[36m:\u001B[ma = "1"', "\u001B[32m9\u001B[m\u001B[36m:\u001B[m"], ["blank", "blank", "a = whole: 1", "blank"]],
    ["no directory behind the number of a domain", ['(d1) a = "1"', "(d1) 2:"], ["a = whole: 1", "2 = unreadable:"]],
    ["no number behind a number alone", ["8", "9"], ["malformed", "malformed"]],
  ])("%s", (_, lines, read) => {
    expect(readingsOf(lines.join("\n"))).toEqual(read);
  });

  test("with numbers, however many, are read anew where the number above them changes", () => {
    const dump = openDump(Array.from({ length: 300 }, (_, at) => (at === 0 ? '1 /a = "1"\n' : `${at + 1}\n`)).join(""));
    for (const number of ["2", "1"]) {
      dump.edit({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, number);
      expect(Array.from(inside(dump).text.lines(), ({ syntax }) => syntax.kind)).toEqual(Array.from(new Text<never>(dump.text()).lines(), ({ syntax }) => syntax.kind));
    }
  });
});

const FRONTEND = "/local/domain/1/device/vif/0";
const BACKEND = "/local/domain/0/backend/vif/1/0";

describe("a wrapped entry", () => {
  test.each<readonly [what: string, lines: readonly string[], title: string, fixed: readonly string[]]>([
    ["gets another value where the value stands", [`${FRONTEND}/backend-id`, '= "0"', `${BACKEND}/multi-queue-max-queues =`, '"0x4"   (n1)'], "Set multi-queue-max-queues to 4", [`${FRONTEND}/backend-id`, '= "0"', `${BACKEND}/multi-queue-max-queues =`, '"4"   (n1)']],
    ["gets another value between its quotes", [`${FRONTEND}/feature-sg`, '= ""', "(n1)"], "Set feature-sg to 0", [`${FRONTEND}/feature-sg`, '= "0"', "(n1)"]],
    ["gets its value in one piece", [`${BACKEND}/multi-queue-max-queues = "`, '4"', `${FRONTEND}/mtu =`, '"1500"'], "Set multi-queue-max-queues to 4", [`${BACKEND}/multi-queue-max-queues = "4"`, `${FRONTEND}/mtu =`, '"1500"']],
    ["goes with all its lines", ["/x/a = \"0\"", "/a =", '"1"', "(n0)", "/a", '= "1"', "(n0)"], "Remove this one", ["/x/a = \"0\"", "/a =", '"1"', "(n0)"]],
  ])("%s", (_, lines, title, fixed) => {
    const dump = openDump(`${lines.join("\n")}\n`);
    const fix = dump.diagnostics().flatMap(({ range }) => dump.fixes(range)).find((one) => one.title === title);
    dump.editAll((fix?.changes ?? []).toReversed());
    expect(dump.text()).toBe(`${fixed.join("\n")}\n`);
  });

  test("is explained from its name, its value and the line of its value", () => {
    const dump = openDump(`${FRONTEND}/state =\n"4"\n`);
    const hovers = [{ line: 0, character: 31 }, { line: 1, character: 1 }, { line: 1, character: 2 }].map((position) => dump.hover(position)?.plain.split("\n")[0]);
    expect(hovers[0]).toMatch(/^state — frontend key/);
    expect(new Set(hovers).size).toBe(1);
    expect(dump.hover({ line: 0, character: 36 })).toBeUndefined();
  });

  test("is silenced by a comment above it, and the comment that is offered stands there", () => {
    const dump = openDump(`${FRONTEND}/state =\n"9"\n`);
    const [diagnostic] = dump.diagnostics();
    expect([diagnostic?.code, diagnostic?.range.start]).toEqual(["state-invalid", { line: 1, character: 1 }]);
    const [here] = diagnostic === undefined ? [] : dump.silences(diagnostic);
    dump.editAll(here?.changes ?? []);
    expect(dump.text()).toBe(`# xenstore-ignore state-invalid\n${FRONTEND}/state =\n"9"\n`);
    expect(dump.diagnostics()).toEqual([]);
  });

  test("is another one as soon as the line below it is", () => {
    const dump = openDump(`${FRONTEND}/state =\n"1"\n`);
    const value = (): string | undefined => inside(dump).text.lineAt(0)?.value;
    expect(value()).toBe("1");
    dump.edit({ start: { line: 1, character: 1 }, end: { line: 1, character: 2 } }, "2");
    expect([value(), dump.diagnostics().map(({ code }) => code)]).toEqual(["2", ["state-unexpected"]]);
    dump.edit({ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, "x");
    expect([value(), dump.diagnostics().map(({ code }) => code)]).toEqual(["", ["malformed-line", "malformed-line"]]);
  });
});

test("a number alone is an empty line as long as it follows the number above", () => {
  const dump = openDump(' 1 /a = "1"\n 2\n 3\n 4 /b = "1"\n');
  const codes = (): string[] => dump.diagnostics().map(({ code, range }) => `${range.start.line} ${code}`);
  expect(codes()).toEqual([]);
  dump.edit({ start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, "7");
  expect(codes()).toEqual(["1 malformed-line", "2 malformed-line"]);
  dump.edit({ start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, "1");
  expect(codes()).toEqual([]);
});

test("a key behind a dash is one that a patch removes as long as a line of a patch is above", () => {
  const dump = openDump('@@ -1,9 +1,9 @@\n 0 = ""\n- state = "1"\n- handle = "0"\n');
  const codes = (): string[] => dump.diagnostics().map(({ code, range }) => `${range.start.line} ${code}`);
  expect(codes()).toEqual([]);
  dump.edit({ start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, "\n");
  expect(codes()).toEqual(["2 invalid-path", "3 invalid-path"]);
  dump.edit({ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, "+ mtu = \"1500\"");
  expect(codes()).toEqual([]);
});

test("of very many keys behind a dash, only the first are read as removed, so that an edit above them reads as many again", () => {
  const dump = openDump(`@@ -1,9 +1,9 @@\n${'- a = "1"\n'.repeat(150)}`);
  const errors = (): number => dump.diagnostics().filter(({ code }) => code === "invalid-path").length;
  expect(errors()).toBe(86);
  dump.edit({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, "");
  expect(errors()).toBe(150);
});

test.each([
  ["the header of the hunk is", 0, "@@ -1,9 +1,9 @@"],
  ["a line that is added further up is", 0, '+c = "1"'],
  ["a line that is added right below the keys is", 64, '+c = "1"'],
  ["a line that is removed further down in the tree is", 64, '-  c = "1"'],
])("a key right behind a dash is one that a patch removes as long as %s there", (_, at, sign) => {
  const unchanged = Array.from({ length: 61 }, () => ' b = "1"');
  const dump = openDump(['c = "1"', ...unchanged, '-d = "1"', '-e = "1"', 'c = "1"', ""].join("\n"));
  const kinds = (): (string | undefined)[] => [62, 63].map((number) => inside(dump).text.lineAt(number)?.syntax.kind);
  expect(kinds()).toEqual(["entry", "entry"]);
  dump.edit({ start: { line: at, character: 0 }, end: { line: at, character: 7 } }, sign);
  expect(kinds()).toEqual(["comment", "comment"]);
  dump.edit({ start: { line: at, character: 0 }, end: { line: at, character: sign.length } }, 'c = "1"');
  expect(kinds()).toEqual(["entry", "entry"]);
});
