import { describe, expect, test } from "vitest";
import { Dump, DUMP_FORMS, type Range } from "../../server/src/service";
import { finish, openDump } from "../open-dump";
import { inputSize } from "./runs";

/** A range within one line, or over several. */
function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number): Range {
  return { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } };
}

/** Numbered lines. */
function lines(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => line(number)).join("\n");
}

const BYTES = Array.from({ length: 65_536 }, (_, at) => (at * 7 + (at >> 8) * 13) % 256);
const BINARY = Uint8Array.from(BYTES);
const FRONTEND = "/local/domain/1/device/vif";

/** A frontend with these keys. */
function frontend(keys: Readonly<Record<string, string>>, index = 0): string {
  return Object.entries({ backend: `/local/domain/0/backend/vif/1/${index}`, state: "4", ...keys })
    .map(([name, value]) => `${FRONTEND}/${index}/${name} = "${value}"\n`)
    .join("");
}

/** A tree of so many levels, with one child at each. */
function deepTree(levels: number): string {
  return lines(levels, (level) => `${" ".repeat(level)}d${level} = ""`);
}

/** Not reduced by `inputSize`: an eightieth would show neither quadratic time nor a call with more arguments than the stack has room for. */
const MANY = 200_000;

/** The inputs that are given to the service, each by a name. */
const INPUTS: Readonly<Record<string, () => string>> = {
  "an empty text": () => "",
  "bytes as Latin-1": () => Buffer.from(BINARY).toString("latin1"),
  "bytes that are no UTF-8": () => Buffer.from(BINARY).toString("utf8"),
  "a line of 4 MiB": () => "x".repeat(inputSize(4 << 20)),
  "a value of 4 MiB": () => `/a = "${"x".repeat(inputSize(4 << 20))}"`,
  "a value of 4 MiB without an end": () => `/a = "${'" = "'.repeat(inputSize(1 << 20))}`,
  "a path of 4 MiB": () => `${"/a".repeat(inputSize(2 << 20))} = "v"`,
  "slashes of 1 MiB": () => `${"/".repeat(inputSize(1 << 20))} = "v"`,
  "parentheses of 1 MiB": () => `/a = "${"(".repeat(inputSize(1 << 19))}${")".repeat(inputSize(1 << 19))}"   (n0)`,
  "equals signs of 1 MiB": () => " = ".repeat(inputSize(1 << 18)),
  "at signs of 1 MiB": () => `a@${"b@".repeat(inputSize(1 << 19))}#`,
  "100,000 leading blanks": () => `${" ".repeat(inputSize(100_000))}a = "v"\n${" ".repeat(inputSize(100_001))}b = "v"`,
  "100,000 blanks": () => " ".repeat(inputSize(100_000)),
  "lone carriage returns": () => '/a = "1"\r/b = "2"\r'.repeat(inputSize(5_000)),
  "mixed line ends": () => '/a = "1"\r\n\r/b = "2"\n\r\r\n'.repeat(inputSize(5_000)),
  "a tree of 1,500 levels": () => deepTree(inputSize(1500)),
  "a tree of 20,000 levels that go up and down": () => lines(inputSize(20_000), (at) => `${" ".repeat(Math.abs((at % 400) - 200))}d${at} = ""`),
  "a path of 1,500 levels": () => `/${lines(1500, (level) => `d${level}`).replaceAll("\n", "/")} = "v"`,
  "a path of 1,500 levels, with each above": () => lines(inputSize(1500), (level) => `${"/d".repeat(level + 1)} = ""`),
  "as many queues as can be asked for": () => frontend({ "multi-queue-num-queues": "4294967295", "queue-0/tx-ring-ref": "8" }),
  "the last queue that can be asked for": () => frontend({ "multi-queue-num-queues": "4294967295", "queue-4294967294/tx-ring-ref": "8" }),
  "more queues than a guest may write": () => frontend({ "multi-queue-num-queues": "2000" }) + lines(inputSize(2000), (at) => `${FRONTEND}/0/queue-${at}/tx-ring-ref = "${at + 8}"`),
  "more misnamed queues than a guest may write": () => frontend({ "multi-queue-num-queues": "2000" }) + lines(inputSize(2000), (at) => `${FRONTEND}/0/queue_${at}/tx-ring-ref = "${at + 8}"`),
  "a mail in quoted-printable": () => lines(inputSize(2000), (at) => `/local/domain/1/device/vif/0/state-${at} =3D "4=\n"`),
  "100,000 elisions": () => `${frontend({})}${"[...]\n".repeat(inputSize(100_000))}${frontend({}, 1)}`,
  "entries between elisions": () => `${frontend({})}[...]\n`.repeat(inputSize(5_000)),
  "entries between unreadable ones": () => lines(inputSize(20_000), (at) => `${FRONTEND}/0/k${at}:\n`),
  "40,000 flags of one device that are none": () => lines(inputSize(40_000), (at) => `${FRONTEND}/0/feature-x${at} = "2"`),
  "a fragment with 150,000 keys": () => `device/vif/0/backend = "/local/domain/0/backend/vif/1/0"\n${lines(inputSize(150_000), (at) => `data/k${at} = "2"`)}`,
  "20,000 keys of one device that were read by name": () => lines(inputSize(20_000), (at) => `device/vif/0/x${at}: 4`),
  "50,000 lines of one path": () => `/tool = ""\n${'/a = "1"\n'.repeat(inputSize(50_000))}`,
  "50,000 first lines": () => '/a = "1"\n'.repeat(inputSize(50_000)),
  "50,000 cut names": () => `a = ""\n${`${" ".repeat(70)}${"n".repeat(10)} = "\\..."\n`.repeat(inputSize(50_000))}`,
  "20,000 vifs with one ring reference": () => lines(inputSize(20_000), (at) => `${FRONTEND}/${at}/tx-ring-ref = "8"\n${FRONTEND}/${at}/rx-ring-ref = "9"\n${FRONTEND}/${at}/event-channel = "3"`),
  "20,000 backends of one frontend": () => frontend({}) + lines(inputSize(20_000), (at) => `/local/domain/${at}/backend/vif/1/0/frontend = "${FRONTEND}/0"`),
  "20,000 frontends of one backend": () => lines(inputSize(20_000), (at) => `${FRONTEND}/${at}/backend = "/local/domain/0/backend/vif/1/0"`) + '\n/local/domain/0/backend/vif/1/0/state = "4"',
  "quotes of 100,000 mails": () => `${"> ".repeat(inputSize(100_000))}/a = "v"`,
  "a text of prompts": () => "[root@dom0 ~]# xenstore-ls /local/domain/1\n".repeat(inputSize(20_000)),
  "a command, and a word far behind it": () => `# xenstore-ls -f${" ".repeat(MANY)}x\n/a = ""`,
  "another command, and a word far behind it": () => `root@dom0:~# xl list${" ".repeat(MANY)}x\n/a = ""`,
  "a command with a path of quotes": () => `# xenstore-ls -f a${"'".repeat(MANY)}x\n/a = ""`,
  "backslashes before the end of a cut value": () => `/a = "${"\\".repeat(MANY)}x\\..."`,
  "comments below the last node": () => `/a = ""\n${"# c\n".repeat(MANY)}`,
  "captures with one line": () => '# xenstore-ls\n/a = ""\n'.repeat(inputSize(10_000)),
  "captures of one device, each half in its own": () => `${FRONTEND}/0:\nstate = "4"\n/local/domain/0/backend/vif/1/0:\nfrontend = "${FRONTEND}/0"\n`.repeat(inputSize(10_000)),
  "paragraphs around a dump": () => `${frontend({})}${"\nIt says:\nmore of it (x = \"1\")\n".repeat(inputSize(20_000))}`,
  "names that were broken": () => lines(inputSize(20_000), (at) => `${FRONTEND}/0/feature-\nx${at} = "1"`),
  "relative captures": () => '# xenstore-ls /local\n0 = ""\n backend = "/local/domain/0/backend/vif/1/0"\n'.repeat(inputSize(5_000)),
  "NUL characters": () => `/a\0b = "\0"\n\0\n${"\0".repeat(inputSize(1_000))} = "\0"`,
  "values that are never closed": () => '/a = "x\nword\nword\n'.repeat(inputSize(20_000)),
  "a value that is never closed": () => `/a = "x\n${"word\n".repeat(inputSize(50_000))}`,
  "paths that wait for a value": () => "/local/domain/1/a\n= \n".repeat(inputSize(20_000)),
  "a list of 50,000 paths": () => lines(inputSize(50_000), (at) => `${FRONTEND}/0/k${at}`),
  "20,000 values that were read by name": () => lines(inputSize(20_000), (at) => `${FRONTEND}/${at}/state: 4`),
  "20,000 backends in no known domain": () => lines(inputSize(20_000), (at) => `${at} = ""\n 0 = ""\n  frontend = "/local/domain/${at}/device/vif/0"`),
  "captures that the links of others tell": () => lines(inputSize(1_000), (at) => `# xenstore-ls x\nfrontend = "/local/domain/${at}/device/vif/0"\n# xenstore-ls y\nbackend = "/local/domain/0/backend/vif/${at}/0"`),
  "leaves of devices in a row": () => 'backend = "/local/domain/0/backend/vif/1/0"\nstate = "4"\nfrontend = "/local/domain/1/device/vif/0"\nstate = "4"\n'.repeat(inputSize(1_000)),
  "pairs on a line": () => 'a = "1" b = "2" c = "3" '.repeat(inputSize(50_000)),
  "pairs on a line of code in a list": () => `* \`/${' = "'.repeat(50_000)}\`x`,
  "numbers before numbers": () => lines(inputSize(20_000), () => "1:".repeat(500)),
  "rulers that do not end": () => lines(inputSize(2_000), () => `${"-".repeat(495)}"`),
  "bars and blanks": () => lines(inputSize(2_000), () => `${"| ".repeat(100)}${" ".repeat(300)}|x|`),
  "commands to a terminal": () => "\u001B[31m\u001B]".repeat(inputSize(200_000)),
  "a mail in quoted-printable, all of it": () => lines(inputSize(50_000), (at) => `a${at} =3D "1"`),
  "lone surrogates": () => '/a\uD800 = "\uDC00"\n\uDFFF\n\uD83D = "x"\n/\uDBFF/a = "v"',
  "names of the language": () => ["__proto__", "constructor", "toString", "hasOwnProperty"].map((name) => `${FRONTEND}/0/${name} = "1"\n${FRONTEND}/0/queue-0/${name} = "1"\n/${name}/${name} = ""\n`).join(""),
  "marks that reorder text": () => `${FRONTEND}/0/multi-queue-num-queues = "\u202E2\u2066"\n`.repeat(10),
};

/** Asks for everything that an editor asks for, at some places. */
function ask(dump: Dump): void {
  const diagnostics = dump.diagnostics();
  const asked = [0, Math.floor(diagnostics.length / 2), diagnostics.length - 1];
  for (const at of asked) {
    const diagnostic = diagnostics[at];
    if (diagnostic === undefined) continue;
    dump.fixes(diagnostic.range);
    dump.hover(diagnostic.range.start);
    dump.silences(diagnostic);
    dump.diagnosticsIn(diagnostic.range);
    dump.count(diagnostic.code);
  }
  const last = dump.lineCount - 1;
  for (const line of [0, Math.floor(last / 2), last]) {
    for (const character of [0, 3, 40, 1e9]) {
      dump.hover({ line, character });
      dump.completions({ line, character }, { keepsIndentation: true });
      dump.definition({ line, character });
      dump.references({ line, character }, true);
      dump.highlights({ line, character });
      dump.selections({ line, character });
      dump.rename({ line, character }, "7");
      dump.renamePlace({ line, character });
      dump.linkedLine({ line, character });
    }
    for (const title of [...dump.rewrites(line), "Use 2 queues"]) dump.rewrite(line, title);
    dump.rootSuggestions({ line, character: 0 });
    dump.setRoot({ line, character: 0 }, "/local");
    dump.lineText(line);
    dump.inlayHints(range(line, 0, line + 60, 0));
    dump.semanticTokens(range(line, 0, line + 60, 0));
    dump.formatting(range(line, 0, line + 60, 0));
    dump.fixes(range(line, 0, line, 0));
  }
  dump.semanticTokens();
  dump.formatting();
  for (const steps of [dump.symbols(), dump.folds(), dump.links(), dump.vifs()]) finish<unknown>(steps);
  for (const place of finish(dump.lenses()).slice(0, 3)) dump.lens(place);
  dump.shownDiagnostics();
  // To try out the fixes of a text that is nothing but faults takes long.
  if (diagnostics.length < 20) {
    dump.fixAll();
    dump.fixAllOnSave();
  }
  dump.captures();
  dump.forecasts();
  dump.find("vif", 100);
  for (const to of DUMP_FORMS) dump.convert({ to });
  dump.script();
}

/** Asks, edits as a user does, and asks again. */
function useIt(text: string): Dump {
  const dump = openDump(text);
  ask(dump);
  const middle = Math.floor(dump.lineCount / 2);
  const edits: readonly (readonly [Range, string])[] = [
    [range(0, 0, 0, 0), "x"],
    [range(0, 0, 0, 1), ""],
    [range(middle, 0, middle, 0), `${FRONTEND}/0/state = "4"\n`],
    [range(middle, 0, middle + 1, 0), ""],
    [range(middle, 1, middle, 3), '"'],
    [range(1e9, 0, 1e9, 0), '\n/z = "'],
    [range(0, 0, 1, 0), ""],
  ];
  for (const [edited, newText] of edits) dump.edit(edited, newText);
  ask(dump);
  return dump;
}

test("all is asked that there is to ask of a dump", () => {
  const asked = new Set<string | symbol>();
  const spied = new Proxy(openDump(frontend({ state: "9" })), {
    get: (dump, name) => {
      asked.add(name);
      const value: unknown = Reflect.get(dump, name, dump);
      return typeof value === "function" ? (value.bind(dump) as unknown) : value;
    },
  });
  ask(spied);
  const methods = Object.entries(Object.getOwnPropertyDescriptors(Dump.prototype)).flatMap(([name, { value }]) => (typeof value === "function" ? [name] : []));
  // What gives a dump another text or other settings is no question, and `useIt` does it.
  expect(methods.filter((name) => !asked.has(name)), "not asked in `ask`").toEqual(["constructor", "text", "configure", "edit", "editAll"]);
});

describe("nothing fails, and the end is in sight, for", () => {
  test.each(Object.keys(INPUTS))("%s", (name) => {
    const dump = useIt(INPUTS[name]?.() ?? "");
    dump.edit(range(0, 0, dump.lineCount, 0), "");
    expect([dump.text(), dump.diagnostics()]).toEqual(["", []]);
  });
});

describe("what cannot be read is malformed", () => {
  test.each([
    ["x".repeat(1000)],
    ["\0\u0001\u0002"],
    ["\uFFFD\uFFFD"],
    ["\uD800"],
    ["/local/domain/1/device/vif/0/state =3D \"4\""],
    [`${"/a".repeat(10_000)} = "v"`],
    ["state: 4"],
  ])("%j", (text) => {
    expect(openDump(`/tool = ""\n${text}`).diagnostics().map(({ code, range: at }) => [code, at.start.line])).toEqual([["malformed-line", 1]]);
  });
});
