import { describe, expect, test } from "vitest";
import type { ScriptOptions } from "../../server/src/service";
import { openDump } from "../open-dump";
import { REAL_DUMPS, realDump } from "../real-dumps";
import { HARMLESS, openAt, scriptOf } from "../scripted";

/** The script of a dump and what it leaves out, as `line: message` with the lines counted from 1; the refusal if there is no script. */
function scripted(text: string, options?: ScriptOptions): { text: string; losses: string[] } | string {
  const script = openDump(text).script(options);
  if ("refusal" in script) return script.refusal;
  return { text: script.text, losses: script.losses.map(({ line, message }) => `${line + 1}: ${message}`) };
}

const HEAD = [
  "#!/bin/sh",
  "# Restores 3 nodes of a XenStore from the dump x.xenstore.",
  "# Run it as root in the domain of the XenStore. Nodes that are there already get the values below; none is removed.",
];

describe("a script", () => {
  test("restores nodes in the order of the dump, with their permissions", () => {
    const dump = ['/b = "it\'s"   (n0,r1)', '/a = ""', '/a/c = "x\\ty\\xe9"   (b-1)', ""].join("\n");
    expect(scriptOf(dump, { name: "the dump x.xenstore" }).split("\n")).toEqual([
      ...HEAD,
      "set -eu",
      "",
      "for tool in xenstore-write xenstore-chmod; do",
      '  command -v "$tool" >/dev/null || {',
      `    printf '%s\\n' "$tool is not there: install the XenStore tools (xenstore-utils or xen-tools) first." >&2`,
      "    exit 127",
      "  }",
      "done",
      "",
      "xenstore-write -- \\",
      "  '/b' 'it'\\''s' \\",
      "  '/a' '' \\",
      "  '/a/c' 'x\\x09y\\xe9'",
      "xenstore-chmod -- '/b' n0 r1",
      "xenstore-chmod -- '/a/c' b-1",
      "",
    ]);
  });

  test("needs no xenstore-chmod where the dump has no permissions", () => {
    expect(scriptOf('/a = "1"\n')).toContain("for tool in xenstore-write; do");
  });

  test("leaves out what cannot be restored, and names it there and in its comments", () => {
    const long = "x".repeat(4096 - "/long".length);
    const dump = [
      '/ok = "1"',
      '/dup = "1"',
      '/cut = "abc\\..."',
      "/gone:",
      "",
      "/open = 1",
      '/a b = "1"',
      '/$(touch pwned)/x = "1"',
      `/long = "${long}"`,
      `/lon = "${long}"`,
      "garbage \u{1b}[2J",
      "[...]",
      '/dup = "2"',
      "",
    ].join("\n");
    const losses = [
      "2: /dup is in the dump again, in line 13, which counts. This value is left out.",
      "3: /cut is left out: its value was cut by the tool that wrote the dump.",
      "4: /gone is left out: the dump has no value for it.",
      "6: /open is left out: its value cannot be read.",
      "7: /a b is left out: xenstored refuses such a path.",
      "8: /$(touch pwned)/x is left out: xenstored refuses such a path.",
      "9: /long is left out: path and value have 4097 bytes, and xenstored takes 4096.",
      "11: This line cannot be read and is left out: garbage \\u{1b}[2J",
      "12: Lines were left out here: the dump does not show what they held.",
    ];
    const script = scripted(dump);
    expect(script).toMatchObject({ losses });
    const { text } = script as { text: string };
    expect(text.match(/^# {3}line .*$/gm)).toEqual(losses.map((loss) => `#   line ${loss}`));
    expect(text.match(/^ {2}'(\/\w+)' '.{1,3}/gm)).toEqual(["  '/ok' '1' ", "  '/dup' '2' ", "  '/lon' 'xxx"]);
    expect(text).toMatch(HARMLESS);
  });

  test("leaves out a node whose name may be cut", () => {
    const { text, losses } = scripted(`# xenstore-root /tool\na = "1"\n${"n".repeat(90)} = ""\n`) as { text: string; losses: string[] };
    expect(losses).toEqual([expect.stringMatching(/^3: \/tool\/n+… is left out: its name may be cut\.$/)]);
    expect(text.match(/^ {2}'.*' '.*'/gm)).toEqual(["  '/tool/a' '1'"]);
  });

  test.each([
    ["/local/domain/1/device/vif", 21],
    ["/local/domain/1/device/vif/", 21],
    ["/local/domain/1/device/vif/0/mac", 1],
    ["/local/domain/1", 80],
    ["/", 227],
  ])("restores what is at and below %s", (under, count) => {
    const script = openDump(realDump("g1v1.flat-perms.xenstore")).script({ under });
    expect("nodes" in script ? script.nodes : script.refusal).toBe(count);
    const paths = "text" in script ? Array.from(script.text.matchAll(/^ {2}'(\S+)' /gm), ([, found]) => found ?? "") : [];
    const directory = under.replace(/\/$/, "");
    expect(paths).toHaveLength(count);
    expect(paths.filter((found) => found !== directory && !found.startsWith(`${directory}/`))).toEqual([]);
  });

  test.each<[string, string, ScriptOptions]>([
    ["The dump holds no node to restore.", "", {}],
    ["The dump does not show where its nodes belong (line 2). Put a line # xenstore-root PATH above it, with the directory that was listed.", '\na = "1"\n', {}],
    ["The dump holds nothing at /b or below it: give another path with --under.", '/a = "1"\n/bb = "1"\n', { under: "/b" }],
    ["local is not a XenStore path: give an absolute one, such as /local/domain/1.", '/a = "1"\n', { under: "local" }],
    ["\\u{1b}[2J/ is not a XenStore path: give an absolute one, such as /local/domain/1.", '/a = "1"\n', { under: "\u{1b}[2J/" }],
    ["No node at / or below it can be restored: take the dump again with xenstore-ls -fp on a pipe, which cuts nothing.", '/a = "x\\..."\n', {}],
  ])("is refused: %s", (refusal, dump, options) => {
    expect(scripted(dump, options)).toBe(refusal);
  });

  test("takes the root that the user gives", () => {
    expect(scriptOf(openAt("/local/domain/7", 'a = "1"\n'))).toContain("  '/local/domain/7/a' '1'");
  });

  test.each([
    ["utf-8", "é☃\u{1f600}", "\\xc3\\xa9\\xe2\\x98\\x83\\xf0\\x9f\\x98\\x80"],
    ["latin1", "é\u{9f}", "\\xe9\\x9f"],
    ["utf-8", "\\q\\", "\\\\q\\\\"],
    ["utf-8", "\\101\\x41\\x5c", "AA\\\\"],
    ["utf-8", "\u{202e}\t", "\\xe2\\x80\\xae\\x09"],
    ["utf-8", "\u{d800}", "\\xef\\xbf\\xbd"],
  ] as const)("writes the bytes of a %s dump: %s", (encoding, written, argument) => {
    expect(scriptOf(`/a = "${written}"\n`, { encoding })).toContain(`  '/a' '${argument}'\n`);
  });

  test.each(["x\n touch pwned", "x\r touch pwned", "\u{2028}touch pwned", "$(touch pwned)", "x\\", "y".repeat(500), "\u{0}\u{1b}]0;t\u{7}"])("has a harmless comment for a dump called %j", (name) => {
    const text = scriptOf('/a = "1"\n', { name });
    expect(text).toMatch(HARMLESS);
    expect(text.split("\n").slice(0, 4).filter((line) => line.length >= 180 || !(line.startsWith("#") || line === "set -eu"))).toEqual([]);
  });

  test.each(REAL_DUMPS)("of %s is harmless", (name) => {
    expect(scriptOf(openAt("/odd", realDump(name)), { name })).toMatch(HARMLESS);
  });
});
