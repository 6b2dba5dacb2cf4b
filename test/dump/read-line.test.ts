import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineSyntax } from "../../server/src/dump/line-syntax";
import { readLine } from "../../server/src/dump/read-line";
import { propertyRuns } from "../properties/runs";

/** How an entry is read, in words: `flat whole`, `tree cut suspect`. For another line, its kind. */
function summary({ kind, form, value, pathSuspect }: LineSyntax): string {
  return kind === "entry" ? `${form} ${value}${pathSuspect ? " suspect" : ""}` : kind;
}

/**
 * Draws the parts of a line under it: `>` prefix, `_` indentation, `p` path, `v` value, `m` permissions.
 * A value without characters is drawn as `!` at its place.
 */
function drawing(line: string): string {
  const syntax = readLine(line);
  const drawn = Array.from({ length: line.length + 1 }, () => " ");
  drawn.fill(">", 0, syntax.start);
  if (syntax.kind === "entry") {
    drawn.fill("_", syntax.start, syntax.pathStart).fill("p", syntax.pathStart, syntax.pathEnd);
    drawn.fill("v", syntax.valueStart, syntax.valueEnd).fill("m", syntax.permissionsStart, syntax.permissionsEnd);
    if (syntax.valueStart > 0 && syntax.valueStart === syntax.valueEnd) drawn[syntax.valueStart] = "!";
  }
  return drawn.join("").trimEnd();
}

/** A line, what stands under it, and what it is read as. */
type Row = readonly [line: string, drawing: string, summary: string];

const FLAT: readonly Row[] = [
  ['/tool/xenstored = ""', "ppppppppppppppp    !", "flat whole"],
  ["/xenops/a: x", "ppppppppp  v", "flat whole"],
  ["/vm/a: x", "ppppp  v", "flat whole"],
  ["/vss/a: x", "pppppp  v", "flat whole"],
  ["/libxl/a: x", "pppppppp  v", "flat whole"],
  ["/tool/a: x", "ppppppp  v", "flat whole"],
  ["/xapi/a: x", "ppppppp  v", "flat whole"],
  ["/xenserver: x", "pppppppppp  v", "flat whole"],
  ["/mh/a: x", "ppppp  v", "flat whole"],
  ["/local: x", "pppppp  v", "flat whole"],
  ["local/domain/12/device/vif/0/a: x", `${"p".repeat(30)}  v`, "flat whole"],
  ["domain/1/backend/vif/12/0/a: x", `${"p".repeat(27)}  v`, "flat whole"],
  ["1/error/device/vif/0/a: x", `${"p".repeat(22)}  v`, "flat whole"],
  ['/a/b = "v"', "pppp    v", "flat whole"],
  ['device/vif/0 = "v"', "pppppppppppp    v", "flat whole"],
  ['/ = ""', "p    !", "flat whole"],
  ['/a-Z_9@/b = "v"', "ppppppppp    v", "flat whole"],
  ['/a/b = "v"   ', "pppp    v", "flat whole"],
  ['  /a/b = "v"', "__pppp    v", "flat whole"],
  ['\t/a/b = "v"', "_pppp    v", "flat whole"],
  ['/a/b = "v"   (n0)', "pppp    v    mmmm", "flat whole"],
  ['/a/b = "v"   (n0,r1,b-1,w4294967295)', "pppp    v    mmmmmmmmmmmmmmmmmmmmmmm", "flat whole"],
  ['/a/b = "v"(n0)', "pppp    v mmmm", "flat whole"],
];

const TREE: readonly Row[] = [
  ['tool = ""', "pppp    !", "tree whole"],
  [' xenstored = "v"', "_ppppppppp    v", "tree whole"],
  ['     a = "v"', "_____p    v", "tree whole"],
  ['a = "v" . . . .  (n0,r1)', "p    v           mmmmmmm", "tree whole"],
  [' a = "v"  . . .  (n-1)', "_p    v          mmmmm", "tree whole"],
  ['@releaseDomain = ""', "pppppppppppppp    !", "tree whole"],
  ['__proto__ = "v"', "ppppppppp    v", "tree whole"],
];

const VALUES: readonly Row[] = [
  ['/a = "he said "hi""', "pp    vvvvvvvvvvvv", "flat whole"],
  ['/a = """', "pp    v", "flat whole"],
  ['/a = "a = "b""', "pp    vvvvvvv", "flat whole"],
  ['/a = "x"   (n0,r1)"', "pp    vvvvvvvvvvvv", "flat whole"],
  ['/a = "x"   (n0,r1)"   (n0)', "pp    vvvvvvvvvvvv    mmmm", "flat whole"],
  ['/a = "x   (n0,r1)"   (n0)', "pp    vvvvvvvvvvv    mmmm", "flat whole"],
  ['/a = "x" . . . .  (n0)"', "pp    vvvvvvvvvvvvvvvv", "flat whole"],
  ['/a = "x..."   (n0)', "pp    vvvv    mmmm", "flat whole"],
  ['/a = "(x)"', "pp    vvv", "flat whole"],
  ['/a = "a\\nb\\t\\000"', "pp    vvvvvvvvvv", "flat whole"],
  ['/a = "caf\\xc3\\xa9"', "pp    vvvvvvvvvvv", "flat whole"],
  ['/a = "  x "', "pp    vvvv", "flat whole"],
  ['/a = "café"', "pp    vvvv", "flat whole"],
  ['/a = "/b = "c"', "pp    vvvvvvv", "flat whole"],
];

/** Pads a value so that its line has a width. */
function padded(before: string, value: string, after: string, width: number): string {
  return `${before}${"v".repeat(width - before.length - value.length - after.length)}${value}${after}`;
}

const CUTS: readonly (readonly [text: string, line: string, summary: string])[] = [
  ["an odd number of backslashes", '/a = "abc\\..."', "flat cut"],
  ["three backslashes", '/a = "abc\\\\\\..."', "flat cut"],
  ["an escape cut in two", '/a = "abc\\x8\\..."', "flat cut"],
  ["nothing but the marker", '/a = "\\..."', "flat cut"],
  ["a cut with permissions", ' a = "abc\\..." (n0,r1)', "tree cut"],
  ["an even number of backslashes", '/a = "abc\\\\..."', "flat whole"],
  ["no backslash", '/a = "abc..."', "flat whole"],
  ["an even number at the width of a pipe", padded(' a = "', "\\\\...", '"', 81), "tree cut"],
  ["an even number at the width of a terminal", padded('  a = "', "\\\\...", '"', 79), "tree cut"],
  ["an even number one short of the width", padded(' a = "', "\\\\...", '"', 80), "tree whole"],
  ["the marker of old tools at the width", padded('a = "', "...", '"', 81), "tree cut"],
  ["the width of a flat line is that of its value", `/a/b${padded(' = "', "\\\\...", '"', 81)}`, "flat cut"],
  ["a prefix is not part of the width", ` * ${padded(' a = "', "\\\\...", '"', 81)}`, "tree cut"],
  ["permissions are not part of the width", `${padded(' a = "', "\\\\...", '"', 81)} (n0)`, "tree cut"],
  ["dots inside the value", '/a = "a\\...b"', "flat whole"],
  ["no more than dots", '/a = "..."', "flat whole"],
];

const WITHOUT_VALUE: readonly Row[] = [
  ["/a/b:", "pppp", "flat unreadable"],
  ["  name:", "__pppp", "tree unreadable"],
  ["0:", "p", "tree unreadable"],
  ["/local/domain/1/data/set_clipboard = <filtered for security>", "p".repeat(34), "flat unreadable"],
  ["/local/domain/1/device/vif/0/mac = [REDACTED]", "p".repeat(32), "flat unreadable"],
  ...["removed", "deleted", "hidden", "masked", "censored", "obfuscated", "anonymised", "anonymized", "filtered"].map((word): Row => [` mac = <${word}>`, "_ppp", "tree unreadable"]),
  [" set_clipboard = <filtered for security>", `_${"p".repeat(13)}`, "tree unreadable"],
];

const MALFORMED_ENTRIES: readonly Row[] = [
  ['/a/b = "v', "pppp    v", "flat malformed"],
  ['/a/b = "', "pppp    !", "flat malformed"],
  ["/a/b = ", "pppp", "flat malformed"],
  ["/a/b =", "pppp", "flat malformed"],
  ["/a/b=1", "pppp", "flat malformed"],
  ["/a/b = <removed> x", "pppp", "flat malformed"],
  ["/a/b\t=\t\"1", "pppp", "flat malformed"],
  ["frontend =", "pppppppp", "tree malformed"],
  ['frontend =3D "/local"', "pppppppp", "tree malformed"],
  ["  state = 4", "__ppppp", "tree malformed"],
  ['  state  = "4"', "__ppppp", "tree malformed"],
  ['  state\t =  "4"', "__ppppp", "tree malformed"],
  ['/a/b = "v" (n0', "pppp    vvvvvv", "flat malformed"],
  ['/a/b = "v" (x0)', "pppp    vvvvvvv", "flat malformed"],
  ['/a/b = "v" (xn0)', "pppp    vvvvvvvv", "flat malformed"],
  ['/a/b = "v"..', "pppp    vvvv", "flat malformed"],
  ['/a/b = "v" and more', "pppp    vvvvvvvvvvv", "flat malformed"],
];

const SUSPECT_PATHS: readonly Row[] = [
  ['/a b/c = "v"', "pppppp    v", "flat whole suspect"],
  ['/a//b = "v"', "ppppp    v", "flat whole suspect"],
  ['/a/ = "v"', "ppp    v", "flat whole suspect"],
  ['/a.b = "v"', "pppp    v", "flat whole suspect"],
  [' a.b = "v"', "_ppp    v", "tree whole suspect"],
  [' a b = "v"', "_ppp    v", "tree whole suspect"],
  ['a+b = "v"', "ppp    v", "tree whole suspect"],
  ['é = "v"', "p    v", "tree whole suspect"],
  [' = "v"', "    v", "tree whole suspect"],
];

const PREFIXES: readonly Row[] = [
  [' * /a/b = "v"', ">>>pppp    v", "flat whole"],
  [' *  a = "v"', ">>>_p    v", "tree whole"],
  ['/* /a/b = "v"', ">>>pppp    v", "flat whole"],
  ['+ * /a/b = "v"', ">>>>pppp    v", "flat whole"],
  ['> /a/b = "v"', ">>pppp    v", "flat whole"],
  ['>/a/b = "v"', ">pppp    v", "flat whole"],
  ['> > >   a = "v"', ">>>>>>__p    v", "tree whole"],
  ['>>> a = "v"', ">>>>p    v", "tree whole"],
  ['>  * /a/b = "v"', ">>>>>pppp    v", "flat whole"],
  [" * /a/b:", ">>>pppp", "flat unreadable"],
  [" * a b = 1", ">>>", "comment"],
  [' * /a shows b = "1"', ">>>", "comment"],
  [" * The keys are:", ">>>", "comment"],
  [" * `/local/domain/1` is the guest.", ">>>", "comment"],
  [' * `/local/domain/1/name = "x"` is the guest.', ">>>", "comment"],
  [' * `name = "x"`', ">>>", "comment"],
  [" */", ">>>", "blank"],
  [" *", ">>", "blank"],
  ["> ", ">>", "blank"],
  ["> # note", ">>", "comment"],
  ["> [...]", ">>", "elision"],
];

const OTHER_LINES: readonly (readonly [line: string, kind: string])[] = [
  ["", "blank"],
  [" \t ", "blank"],
  ["# a comment", "comment"],
  ["   # indented", "comment"],
  ["#", "comment"],
  ["  (n0)", "permissions"],
  ["(n0,r1)", "permissions"],
  ["(n0,)", "malformed"],
  ["[...]", "elision"],
  ["  ...", "elision"],
  ["[\u2026]", "elision"],
  ["[ ... ]", "elision"],
  ["(...)", "elision"],
  ["[snip]", "elision"],
  ["<snip>", "elision"],
  ["[cut]", "elision"],
  ["[... 20 lines omitted ...]", "elision"],
  ["[REDACTED]", "elision"],
  ["<removed>", "elision"],
  ...["deleted", "hidden", "masked", "censored", "obfuscated", "anonymised", "filtered", "filtered for security", "omitted", "truncated", "snipped", "skipped", "20 lines removed", "\u202620 lines\u2026"].map((words) => [`{${words}}`, "elision"] as const),
  ["\u2026", "elision"],
  ["snip", "malformed"],
  ["<foo>", "malformed"],
  ["redacted", "malformed"],
  [":", "malformed"],
  ["[note]", "malformed"],
  ["$ ssh root@dom0 'xenstore-ls -f'", "prompt"],
  ["doas xenstore-ls /local", "prompt"],
  ["docker exec dom0 xenstore-ls -f | less", "prompt"],
  ["xenstore-ls-f.out", "malformed"],
  ["see xenstore-ls.txt for all", "malformed"],
  ["the manual of xenstore-ls: see below", "malformed"],
  ["our xenstore-lsf says that", "malformed"],
  ['ssh dom0 "xenstore-ls -f"', "prompt"],
  ["run `xenstore ls` there", "prompt"],
  ["echo $(xenstore-ls -f)", "prompt"],
  ["xenstore-ls -f", "prompt"],
  ["....", "malformed"],
  ["xenstore-ls: could not access permissions for /x: Permission denied", "tool-error"],
  ["# xenstore-ls", "prompt"],
  ["# xenstore-ls -f /local/domain/1", "prompt"],
  ["$ sudo xenstore-ls", "prompt"],
  ["root@host:~# xenstore-ls", "prompt"],
  ["root@host:~# ls", "prompt"],
  ["[user@dom0 ~]$ xenstore-ls /local/domain/3/backend/vif", "prompt"],
  ["[user@dom0 ~]$", "prompt"],
  ["[root@dom0 ~]# cat /x", "prompt"],
  ["netdd# xenstore-ls /local", "prompt"],
  ["# /usr/sbin/xenstore-ls -f", "prompt"],
  ["[10:31 xcp-ng-01 ~]# xl list", "prompt"],
  ["[10:31:05 dom0 /var/log]$", "prompt"],
  ["(venv-3.1) user-1.a@dom-0.b:~$ ls", "prompt"],
  ["12:01:02 root@host:~# ls", "prompt"],
  ["[12:01] [root@host ~]# ls", "prompt"],
  ["~/a-b.c $ ls", "prompt"],
  ["~ % ls", "prompt"],
  ["/ > ls", "prompt"],
  ["~/a-b.c#", "prompt"],
  ["dom0:/root>", "prompt"],
  ["dom0:/root% ls", "prompt"],
  ["dom0:~$", "prompt"],
  ["c:\\>", "prompt"],
  ["h-1.a%", "prompt"],
  ["local-host.org:~# xl list", "prompt"],
  ["dom0:/root #", "prompt"],
  ["root@host ~> xl list", "prompt"],
  ["root@host ~>", "prompt"],
  ["user@host ~ % xl list", "prompt"],
  ["user@host ~ %", "prompt"],
  ["host% exit", "prompt"],
  ["host%", "prompt"],
  ["bash-5.1# xl list", "prompt"],
  ["netdd# exit", "prompt"],
  ["$ xl list", "prompt"],
  ["/ # ls", "prompt"],
  ["~ $ ls", "prompt"],
  ["C:\\>", "prompt"],
  ["C:\\Program Files\\Xen>xenstore-ls -f", "prompt"],
  ["PS C:\\Users\\Admin> exit", "prompt"],
  ["\u276F xl list", "prompt"],
  ["\u276F", "prompt"],
  ["\u279C  ~", "prompt"],
  ["100% done", "malformed"],
  ["99%", "malformed"],
  ["/local/domain/1/device/vif/0 # mine", "malformed"],
  ["root@dom0 wrote:", "malformed"],
  ['$ xenstore-ls | grep " = "', "prompt"],
  ['[root@dom0 ~]# xenstore-ls | grep " = "', "prompt"],
  ['[user@dom0 ~]$xenstore-read -p /a | grep " = "', "prompt"],
  ['root@dom-0.org:/a# xenstore-list -p /a | grep " = "', "prompt"],
  ['/ # sudo /usr/sbin/xenstore ls | grep " = "', "prompt"],
  ['~$xenstore-ls | grep " = "', "prompt"],
  ['dom0> xenstore-ls | grep " = "', "prompt"],
  ['dom0% xenstore-ls | grep " = "', "prompt"],
  ["+ xenstore-read -p /a", "prompt"],
  ["# xenstore-list -p /a", "prompt"],
  ["[12:01] dom-0.a$ ls", "malformed"],
  ["# xenstore-lsx", "comment"],
  ["garbage", "malformed"],
  ["a b c", "malformed"],
  ["/a/b", "malformed"],
  ['"1"', "malformed"],
  ["state: 4", "malformed"],
  ["\u0000\u0001", "malformed"],
  ["\uFFFD\uFFFD", "malformed"],
  ["\uD800", "malformed"],
];

describe.each([
  ["flat lines", FLAT],
  ["tree lines", TREE],
  ["values that end at the last quote", VALUES],
  ["nodes without a readable value", WITHOUT_VALUE],
  ["entries that break off", MALFORMED_ENTRIES],
  ["paths that xenstored refuses", SUSPECT_PATHS],
  ["lines behind a prefix", PREFIXES],
])("%s", (_, rows) => {
  test.each(rows)("%j", (line, drawn, read) => {
    expect(drawing(line)).toBe(drawn);
    expect(summary(readLine(line))).toBe(read);
  });
});

describe("cut values", () => {
  test.each(CUTS)("%s", (_, line, read) => {
    expect(summary(readLine(line))).toBe(read);
  });
});

describe("lines that hold no node", () => {
  test.each(OTHER_LINES)("%j is %s", (line, kind) => {
    expect(summary(readLine(line))).toBe(kind);
  });

  test.each([
    [500, "permissions"],
    [600, "malformed"],
  ])("a list of %i permissions is %s: xenstored keeps no longer ones", (count, kind) => {
    expect(readLine(`(${"n12345,".repeat(count - 1)}n12345)`).kind).toBe(kind);
  });
});

describe("names that the tool cut away whole", () => {
  test("the blank before the equals sign stands for the name", () => {
    const line = `${" ".repeat(70)} = ""`;
    const syntax = readLine(line);
    expect(summary(syntax)).toBe("tree whole");
    expect([syntax.pathStart, syntax.pathEnd]).toEqual([70, 70]);
    expect(syntax.pathStart - syntax.start).toBe(70);
  });
});

describe("long paths", () => {
  test.each([
    [2048, "flat whole"],
    [2049, "flat whole suspect"],
    [3073, "flat whole suspect"],
  ])("a path of %i characters is %s", (length, read) => {
    expect(summary(readLine(`/${"a".repeat(length - 1)} = "v"`))).toBe(read);
  });
});

describe("lines as the tool prints them", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "Z", "0", "-", "_", "@"), minLength: 1, maxLength: 6 });
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));
  const value = fc.string({ unit: fc.constantFrom("a", " ", ".", "\\", "(", ")", "n", "0", ",", "<", "=", '"'), maxLength: 12 });
  const permissions = fc.constantFrom("", "   (n0)", "  (n0,r12)", " . . (b3,w4)", "(n-1)", "   (x1)", "   (n0,)", "   (n12345678901)");
  const line = fc.tuple(fc.constantFrom("", "/", " ", "   "), path, fc.constantFrom(' = "', ' ="', ': "'), value, fc.constantFrom('"', ""), permissions);

  test("are read as all others are: a blank at the end, which says nothing, takes the other way", () => {
    fc.assert(
      fc.property(line, (parts) => {
        const text = parts.join("");
        const read = readLine(text);
        expect({ ...read, isPrinted: false }).toEqual(readLine(`${text} `));
        // No rule looks at a printed line by itself, so nothing may be wrong with it.
        expect(!read.isPrinted || /^(?:flat|tree) whole$/.test(summary(read))).toBe(true);
      }),
      propertyRuns(2000),
    );
  });

  test("share what is known of them", () => {
    expect(readLine('/a/b = "1"')).toBe(readLine('/c/d = "2"'));
    expect(readLine('/a/b = "1"   (n0)')).toBe(readLine('/c/d = "2"   (r7)'));
    expect(readLine('/a/b = "1"   (n0)')).not.toBe(readLine('/a/b = "1"'));
  });
});
