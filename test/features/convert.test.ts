import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { DumpForm } from "../../server/src/service";
import { converted } from "../converted";
import { openDump } from "../open-dump";
import { REAL_DUMPS, realDump } from "../real-dumps";
import { compareWithCut } from "./cut-lines";

describe("what the dump does not tell is not told by another form of it", () => {
  const FRONTEND = "/local/domain/1/device/vif/0";
  const BACKEND = "/local/domain/0/backend/vif/1/0";
  const LINKED = [`${FRONTEND}/backend = "${BACKEND}"`, `${FRONTEND}/state = "4"`];
  const BEHIND = '/local/domain/2/name = "x"';

  test.each<readonly [what: string, lines: readonly string[]]>([
    ["an elision between two domains", [...LINKED, "[...]", BEHIND]],
    ["an error of the tool between two domains", [...LINKED, "xenstore-ls: could not access permissions", BEHIND]],
    ["keys that were asked for by name", LINKED.map((line) => line.replace(/ = "(.*)"$/, ": $1"))],
    ["keys of both halves that were asked for by name", [...LINKED, `${BACKEND}/frontend = "${FRONTEND}"`, `${BACKEND}/state = "4"`, `${BACKEND}/feature-sg = "1"`].map((line) => line.replace(/ = "(.*)"$/, ": $1"))],
  ])("%s", (_, lines) => {
    const text = `${lines.join("\n")}\n`;
    expect(openDump(text).diagnostics()).toEqual([]);
    for (const form of ["flat", "tree"] as const) expect(openDump(converted(text, form).text).diagnostics(), form).toEqual([]);
  });

  test("in a tree, a gap stands beside what was on either side of it", () => {
    const text = `${[...LINKED, "# of another guest", "[...]", BEHIND].join("\n")}\n`;
    expect(converted(text, "tree").text.split("\n").slice(5)).toEqual(['    backend = "/local/domain/0/backend/vif/1/0"', '    state = "4"', "[...]", '2 = ""', "# of another guest", "[...]", ' name = "x"', ""]);
  });
});

describe("a line is found in the other form", () => {
  const TWO = '/b/x = "1"\n# of a\n/a = ""\n/b/y = "2"\n';
  const CAPTURES = `# xenstore-root /a\nx = "1"\n# xenstore-root /b\ny = "2"\n`;

  test.each<readonly [what: string, text: string, to: DumpForm, line: number, found: string | undefined]>([
    ["a node", TWO, "tree", 0, ' x = "1"'],
    ["a node that stands elsewhere there", TWO, "tree", 3, ' y = "2"'],
    ["a node below a comment", TWO, "tree", 2, 'a = ""'],
    ["a comment, by the node above it", TWO, "tree", 1, ' x = "1"'],
    ["the end, by the last node", TWO, "flat", 4, '/b/y = "2"'],
    ["a node of the second capture", CAPTURES, "flat", 3, '/b/y = "2"'],
    ["a node of the first capture", CAPTURES, "flat", 1, '/a/x = "1"'],
    ["nothing above the first node", CAPTURES, "flat", 0, undefined],
    ["nothing in JSON", TWO, "json", 0, undefined],
  ])("%s", (_, text, to, line, found) => {
    const conversion = openDump(text).convert({ to, line });
    expect(conversion.line === undefined ? undefined : conversion.text.split("\n")[conversion.line]).toBe(found);
  });
});

describe("convert writes the bytes of the tool", () => {
  test.each([
    ["g1v1.flat", "tree", "g1v1.tree"],
    ["g1v1.flat", "flat", "g1v1.flat"],
    ["g1v1.tree", "flat", "g1v1.flat"],
    ["g1v1.tree", "tree", "g1v1.tree"],
    ["g1v1.flat-perms", "tree", "g1v1.tree-perms"],
    ["g1v1.flat-perms", "flat", "g1v1.flat-perms"],
    ["g1v1.tree-perms", "flat", "g1v1.flat-perms"],
    ["g1v1.tree-perms", "tree", "g1v1.tree-perms"],
    ["g10.flat", "tree", "g10.tree"],
    ["g10.tree", "flat", "g10.flat"],
    ["g1v1.sub-fe-vif.tree", "flat", "g1v1.sub-fe-vif.flat"],
    ["oxenstored.g1v1.tree", "tree", "oxenstored.g1v1.tree"],
    ["odd.pipe.flat", "flat", "odd.pipe.flat"],
    ["odd.pipe.flat-perms", "flat", "odd.pipe.flat-perms"],
  ] as const)("%s to %s", (from, to, expected) => {
    expect(converted(realDump(`${from}.xenstore`), to)).toEqual({ text: realDump(`${expected}.xenstore`), losses: [] });
  });

  test.each([
    ["g1v1.flat-perms", "flat", "g1v1.flat"],
    ["g1v1.flat-perms", "tree", "g1v1.tree"],
    ["g1v1.tree-perms", "flat", "g1v1.flat"],
    ["g1v1.tree-perms", "tree", "g1v1.tree"],
    ["g10.flat-perms", "tree", "g10.tree"],
    ["odd.pipe.flat-perms", "flat", "odd.pipe.flat"],
  ] as const)("%s without permissions to %s", (from, to, expected) => {
    expect(converted(realDump(`${from}.xenstore`), to, false)).toEqual({ text: realDump(`${expected}.xenstore`), losses: [] });
  });

  test("and of a tree with cut values, which stay cut", () => {
    expect(converted(realDump("odd.pipe.tree.xenstore"), "tree").text).toBe(realDump("odd.pipe.tree.xenstore"));
  });

  test("but cuts nothing where the tool would", () => {
    const { text, losses } = converted(realDump("odd.pipe.flat.xenstore"), "tree");
    const [heading, ...lines] = text.split("\n");
    const { cut, other } = compareWithCut(lines.join("\n"), realDump("odd.pipe.tree.xenstore"));
    expect([heading, cut.length, other, losses]).toEqual(["# xenstore-root /odd", 40, [], []]);
  });

  test("and says where a tree begins", () => {
    const sub = realDump("g1v1.sub-fe-vif.tree.xenstore");
    expect(converted(realDump("g1v1.sub-fe-vif.flat.xenstore"), "tree").text).toBe(`# xenstore-root /local/domain/1/device/vif\n${sub}`);
    expect(converted(sub, "tree").text).toBe(`# xenstore-root /local/domain/1/device/vif\n${sub}`);
  });
});

/** Input, form, what comes out, and what is lost. */
const EXAMPLES: readonly (readonly [name: string, input: readonly string[], to: DumpForm, output: readonly string[], losses: readonly string[]])[] = [
  ["nothing", [""], "flat", [], []],
  ["no dump", ["hello", ""], "flat", [], ["1: This line cannot be read and is left out: hello"]],
  ["mail quoting", ["> > /a = \"1\"", "> > /a/b = \"2\"", ""], "flat", ['/a = "1"', '/a/b = "2"', ""], []],
  ["a C comment", [" * /tool = \"\"", " * /tool/xenstored = \"\"", ""], "tree", ["# xenstore-root /", 'tool = ""', ' xenstored = ""', ""], []],
  ["line ends of a terminal", ['/a = "1"\r', '/b = "2"\r', ""], "flat", ['/a = "1"', '/b = "2"', ""], []],
  ["indentation made by hand", ["tool = \"\"", "    xenstored = \"\"", "        x = \"1\"", ""], "tree", ['tool = ""', ' xenstored = ""', '  x = "1"', ""], []],
  ["no line end, where more may follow", ['/a = "1"', '/b = "2"'], "tree", ["# xenstore-root /", 'a = "1"', 'b = "2"'], []],
  ["a root that is not known", ["a = \"1\"", " b = \"2\"", ""], "flat", ['a = "1"', 'a/b = "2"', ""], []],
  ["relative paths without a root", ["a = \"1\"", "a/b = \"2\"", ""], "tree", ['a = "1"', ' b = "2"', ""], []],
  ["a prompt with a root", ["# xenstore-ls /local/domain/7", 'name = "x"', ""], "flat", ['/local/domain/7/name = "x"', ""], []],
  [
    "scattered lines",
    ['/a = ""', '/b = ""', '/a/x = "1"', '/b/y = "2"', '/a/z = "3"', ""],
    "tree",
    ["# xenstore-root /", 'a = ""', ' x = "1"', ' z = "3"', 'b = ""', ' y = "2"', ""],
    [],
  ],
  [
    "directories without a line",
    ['/a = ""', '/b/c/d = "1"', '/b/e/f = "2"', ""],
    "tree",
    ["# xenstore-root /", 'a = ""', 'b = ""', ' c = ""', '  d = "1"', ' e = ""', '  f = "2"', ""],
    ["2: 3 directories without a line of their own are added with an empty value, as xenstored makes them; the first is /b."],
  ],
  [
    "one directory without a line",
    ['/a/b/c = "1"', '/a/d = "2"', ""],
    "tree",
    ["# xenstore-root /a", 'b = ""', ' c = "1"', 'd = "2"', ""],
    ["1: A directory without a line of its own is added with an empty value, as xenstored makes it: /a/b."],
  ],
  [
    "a path that stands twice",
    ['/a = "1"', '/b = "2"', '/b = "3"', ""],
    "flat",
    ['/a = "1"', '/b = "3"', ""],
    ["2: /b is in the dump again, in line 3, which counts. This value is left out."],
  ],
  [
    "values that cannot be read",
    ["/a:", "  (n0,r1)", "/b:", "", "/c = <filtered for security>", "/d = 1", '/e = "1', ""],
    "flat",
    ["/a:", "  (n0,r1)", "/b:", "", "/c = <filtered for security>", "/d = 1", '/e = "1', ""],
    [
      "1: The dump has no value for /a.",
      "3: The dump has no value for /b.",
      "5: The dump has no value for /c.",
      "6: The value of /d cannot be read; it stays as it is written.",
      "7: The value of /e cannot be read; it stays as it is written.",
    ],
  ],
  [
    "blanks around the sign that are read only behind a path",
    ['device = ""', ' vif  = ""', '  0 =  "1"   (n0,r1)', '   x  =  "2', ""],
    "flat",
    ['device = ""', 'device/vif = ""', 'device/vif/0 = "1"   (n0,r1)', 'device/vif/0/x  =  "2', ""],
    [[2, "device/vif"], [3, "device/vif/0"], [4, "device/vif/0/x"]].map(([line, path]) => `${line}: The value of ${path} cannot be read; it stays as it is written.`),
  ],
  ["an unreadable value in a tree", ["/a:", "  (n0,r1)", '/a/b = "1"   (n0)', ""], "tree", ["# xenstore-root /", "a:", "  (n0,r1)", ` b = "1"${" .".repeat(26)}  (n0)`, ""], ["1: The dump has no value for /a."]],
  [
    "cut values, in lines of any width",
    [`a = "${"v".repeat(69)}\\..."`, `b = "${"v".repeat(69)}\\\\..."`, `c = "${"v".repeat(72)}..."`, ""],
    "flat",
    [`a = "${"v".repeat(69)}\\..."`, `b = "${"v".repeat(69)}\\\\..."`, `c = "${"v".repeat(72)}..."`, ""],
    ["a", "c"].map((name, at) => `${1 + 2 * at}: The value of ${name} was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole.`),
  ],
  [
    "permissions behind values that are cut or cannot be read",
    ['a = "v\\..."  (n0,r1)', "b = 1   (n0,r1)", ""],
    "flat",
    ['a = "v\\..."  (n0,r1)', "b = 1   (n0,r1)", ""],
    ["1: The value of a was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole.", "2: The value of b cannot be read; it stays as it is written."],
  ],
  [
    "a value that looks cut in a line of the other form",
    [`/a/b = "${"v".repeat(70)}..."`, ""],
    "tree",
    ["# xenstore-root /a", `b = "${"v".repeat(70)}..."`, ""],
    ["1: The value of /a/b counts as cut in a line of this length, although it is whole."],
  ],
  [
    "half an escape at the cut",
    [`local = ""`, ` domain = ""`, `  abc = "${"v".repeat(66)}\\\\..."`, ""],
    "flat",
    ['/local = ""', '/local/domain = ""', `/local/domain/abc = "${"v".repeat(66)}\\..."`, ""],
    ["3: The value of /local/domain/abc was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole."],
  ],
  [
    "a word above a dump, with another line between that is left out",
    ["before:", "what is this", 'local = ""', ' domain = ""', ""],
    "tree",
    ['local = ""', ' domain = ""', ""],
    ["1: before: is taken for a word that somebody wrote above the dump, and is left out.", "2: This line cannot be read and is left out: what is this"],
  ],
  [
    "a word above a dump in a fence, and one above the next",
    ["before:", "```", 'local = ""', ' domain = ""', "```", "after:", "```", 'local = ""', ' domain = ""', "```", ""],
    "tree",
    ["# xenstore-root /", 'local = ""', ' domain = ""', "# xenstore-root /", 'local = ""', ' domain = ""', ""],
    [1, 6].map((line) => `${line}: ${line === 1 ? "before" : "after"}: is taken for a word that somebody wrote above the dump, and is left out.`),
  ],
  [
    "a word above a comment and a gap, which stay",
    ["# seen today", "before:", "# on the host", "[...]", 'local = ""', ""],
    "tree",
    ["# seen today", "# on the host", "[...]", 'local = ""', ""],
    ["2: before: is taken for a word that somebody wrote above the dump, and is left out."],
  ],
  [
    "a directory of the store that could not be read, which is no word, with what is in it",
    ["local:", ' domain = ""', ""],
    "flat",
    ["/local:", "", '/local/domain = ""', ""],
    ["1: The dump has no value for /local."],
  ],
  [
    "a word above a prompt",
    ["before:", "$ xenstore-ls", 'local = ""', ""],
    "flat",
    ['/local = ""', ""],
    ["1: before: is taken for a word that somebody wrote above the dump, and is left out."],
  ],
  [
    "what a command could not read, above the next prompt",
    ["$ xenstore-ls /a", "queue-1:", "$ xenstore-ls", 'local = ""', ""],
    "flat",
    ["# xenstore-root /", "/a/queue-1:", "", "# xenstore-root /", '/local = ""', ""],
    ["2: The dump has no value for /a/queue-1."],
  ],
  [
    "what a command in an unknown directory could not read, above the next prompt",
    ["# xenstore-ls .", "one:", "", "two:", "", "# xenstore-root /", '/local = ""', ""],
    "flat",
    ["# xenstore-ls .", "one:", "", "two:", "", "# xenstore-root /", '/local = ""', ""],
    ["2: The dump has no value for one.", "4: The dump has no value for two."],
  ],
  [
    "a directory whose value was redacted, with what is below it",
    ["# xenstore-ls /local/domain/1", "memory = [REDACTED]", ' target = "1"', ""],
    "flat",
    ["/local/domain/1/memory = [REDACTED]", '/local/domain/1/memory/target = "1"', ""],
    ["2: The dump has no value for /local/domain/1/memory."],
  ],
  [
    "paths that were listed, and have no value",
    ["$ xenstore-list -p /a", "/local/domain/1/device/vif/0", "/local/domain/1/device/vif/1", '/tool = ""', ""],
    "flat",
    ['/tool = ""', ""],
    [0, 1].map((index) => `${index + 2}: No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: /local/domain/1/device/vif/${index}`),
  ],
  [
    "what could not be read, with a key above it",
    ["mac:", "one:", "$ xenstore-ls", 'local = ""', ""],
    "flat",
    ["# xenstore-ls .", "mac:", "", "one:", "", "# xenstore-root /", '/local = ""', ""],
    ["1: The dump has no value for mac.", "2: The dump has no value for one."],
  ],
  [
    "what has permissions on the line below, and is no word",
    ["before:", "(n0)", 'local = ""', ""],
    "tree",
    ["before:", "  (n0)", 'local = ""', ""],
    ["1: The dump has no value for before."],
  ],
  [
    "a name with which the path looks like output of grep",
    ['0: = ""', ' name = "x"', 'tool = ""', ""],
    "flat",
    ['0: = ""', 'tool = ""', ""],
    ["1: xenstored refuses the path 0:; it stays as it is written.", '2: No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: name = "x"'],
  ],
  [
    "paths that xenstored refuses",
    ['/a b = "1"', '/c//d = "2"', '/e/ = "3"', '/é = "4"', ""],
    "flat",
    ['/a b = "1"', '/c//d = "2"', '/e/ = "3"', '/é = "4"', ""],
    ["/a b", "/c//d", "/e/", "/é"].map((path, at) => `${at + 1}: xenstored refuses the path ${path}; it stays as it is written.`),
  ],
  [
    "a name that would be read as indented deeper, with what is below it",
    ['/a = ""', '/a/ b = "1"', '/a/ b/c = "2"', '/a/d = "3"', ""],
    "tree",
    ["# xenstore-root /", 'a = ""', ' d = "3"', ""],
    [2, 3].map((line) => `${line}: No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: ${line === 2 ? '/a/ b = "1"' : '/a/ b/c = "2"'}`),
  ],
  [
    "a name in a tree that cannot be read, with what is below it",
    ['local = ""', ' domain = ""', "  ?!", '   name = "x"', ""],
    "flat",
    ['/local = ""', '/local/domain = ""', ""],
    [
      "3: No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: ?!",
      '4: No line of this form can hold this node, since its value, its name or one above it cannot be read. It is left out: name = "x"',
    ],
  ],
  [
    "comments, but no heading of another form, and what somebody left out",
    ["# xenstore-ignore-file mac-invalid", "# xenstore-root /", "> # xenstore-ignore state-missing", '/a = "1"', "[...]", "xenstore-ls: could not access permissions", '/b = "2"', "...", ""],
    "flat",
    ["# xenstore-ignore-file mac-invalid", "# xenstore-ignore state-missing", '/a = "1"', "[...]", "[...]", '/b = "2"', "...", ""],
    [],
  ],
  [
    "several captures, as trees",
    ["[root@dom0 ~]# xenstore-ls /local/domain/1", 'name = "x"', "[root@dom0 ~]# xenstore-ls -f backend", 'vif = ""', 'vif/1 = ""', "[root@dom0 ~]# xenstore-ls", 'tool = ""', ' a = ""', ""],
    "tree",
    ["# xenstore-root /local/domain/1", 'name = "x"', "# xenstore-ls .", 'vif = ""', ' 1 = ""', "# xenstore-root /", 'tool = ""', ' a = ""', ""],
    [],
  ],
  [
    "several captures, as flat lines",
    ["[root@dom0 ~]# xenstore-ls /local/domain/1", 'name = "x"', "[root@dom0 ~]# xenstore-ls backend", 'vif = ""', ' 1 = ""', "[root@dom0 ~]# exit", ""],
    "flat",
    ["# xenstore-root /", '/local/domain/1/name = "x"', "# xenstore-ls .", 'vif = ""', 'vif/1 = ""', ""],
    [],
  ],
  [
    "lines that a mailer has wrapped",
    ["> /local/domain/1/device/vif/0/backend =", '> "/local/domain/0/backend/vif/1/0"', '> /local/domain/1/device/vif/0/state = "1"', "> (n1,r0)", ""],
    "flat",
    ['/local/domain/1/device/vif/0/backend = "/local/domain/0/backend/vif/1/0"', '/local/domain/1/device/vif/0/state = "1"   (n1,r0)', ""],
    [],
  ],
  [
    "a root that xenstored refuses",
    ['/a b/c = "1"', ""],
    "tree",
    ["# xenstore-root /", 'a b = ""', ' c = "1"', ""],
    ["1: xenstored refuses the path /a b/c; it stays as it is written.", "1: A directory without a line of its own is added with an empty value, as xenstored makes it: /a b."],
  ],
  ["odd quotes and what looks like permissions", ['/a = "x"   (n0,r1)"', '/b = "x"   (n0,r1)"   (n2)', '/c = """', ""], "flat", ['/a = "x"   (n0,r1)"', '/b = "x"   (n0,r1)"   (n2)', '/c = """', ""], []],
  ["characters that hide", ["\u{202e}\u{1b}[2J oops", ""], "flat", [], ["1: This line cannot be read and is left out: \\u{202e}\\u{1b}[2J oops"]],
];

describe("convert", () => {
  test.each<readonly [what: string, text: string, isHarmless: true | undefined]>([
    ["a directory without a line of its own", '/a/b = "1"\n/c = ""\n', true],
    ["what people write around a dump", 'Hi, this is it\n\n/a = ""\n', true],
    ["the output of another command", '$ xenstore-ls -f\n/a = ""\n$ xl list\nDomain-0\n', true],
    ["a line that cannot be read, among others", '/a = ""\nno line of a dump\n/b = ""\n', undefined],
    ["a line that cannot be read", 'no = line of a dump\n/a = ""\n', undefined],
  ])("%s: whether that is a loss", (_name, text, isHarmless) => {
    expect(openDump(text).convert({ to: "tree" }).losses.map((loss) => loss.isHarmless)).toEqual([isHarmless]);
  });

  test.each(EXAMPLES)("%s", (_name, input, to, output, losses) => {
    expect(converted(input.join("\n"), to)).toEqual({ text: output.join("\n"), losses });
  });

  test.each(["flat", "tree"] as const)("to %s says of a name that it may be cut", (to) => {
    expect(converted(`a = ""\n ${"n".repeat(90)} = ""\n`, to).losses).toEqual([expect.stringMatching(/^2: The name may be cut by the tool that wrote the dump: a\/n+…\. xenstore-ls -f on a pipe prints it whole\.$/)]);
  });

  test("keeps the place of a line that cannot be read, where a tree stays one", () => {
    const text = ['local = ""', ' domain = ""', "  ?!", '   name = "x"', ""].join("\n");
    expect(converted(text, "tree").text).toBe(text);
  });

  test("lists nodes as JSON", () => {
    const text = ['/a = "caf\\xc3\\xa9"   (n0,r1)', "/b:", "[...]", '/c/d = "x\\..."', "/c/e = 1", ""].join("\n");
    const { text: json, losses } = converted(text, "json");
    expect(JSON.parse(json)).toEqual({
      captures: [
        {
          root: "/",
          nodes: [
            { path: "/a", value: "caf\\xc3\\xa9", permissions: ["n0", "r1"] },
            { path: "/b", value: null },
            { path: "/c/d", value: "x", cut: true },
            { path: "/c/e", value: null },
          ],
        },
      ],
    });
    expect(losses.map((loss) => loss.split(":")[0])).toEqual(["2", "3", "4", "5"]);
    expect(JSON.parse(converted(text, "json", false).text)).not.toHaveProperty("captures.0.nodes.0.permissions");
    expect(JSON.parse(converted('a = "1"\n b = "2"\n', "json").text)).toEqual({ captures: [{ root: null, nodes: [{ path: "a", value: "1" }, { path: "a/b", value: "2" }] }] });
  });

  const schema: object = JSON.parse(readFileSync(new URL("../../docs/dump.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

  test.each(REAL_DUMPS)("%s as JSON is what the published schema describes", (name) => {
    expect([validate(JSON.parse(converted(realDump(name), "json").text)), validate.errors]).toEqual([true, null]);
  });
});
