import { linkSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { realDump } from "../real-dumps";
import { TemporaryFolder } from "../temporary-folder";
import { run, type Circumstances } from "./command-line";

const DUMPS = path.resolve(import.meta.dirname, "../fixtures/dumps");

describe("convert", () => {
  const folder = new TemporaryFolder();

  test.each([
    [["--to", "tree"], "g1v1.flat-perms", "g1v1.tree-perms"],
    [["--to", "flat"], "g1v1.tree-perms", "g1v1.flat-perms"],
    [["--to", "tree", "--no-permissions"], "g1v1.flat-perms", "g1v1.tree"],
    [["--to", "flat", "--no-permissions"], "g1v1.tree-perms", "g1v1.flat"],
  ])("%j prints the tool's own bytes", async (options, from, expected) => {
    const outcome = await run(["convert", ...options, path.join(DUMPS, `${from}.xenstore`)]);
    expect(outcome).toMatchObject({ code: 0, stdout: realDump(`${expected}.xenstore`), stderr: "" });
  });

  test("prints JSON", async () => {
    const { code, stdout, stderr } = await run(["convert", "--to", "json", "-"], { stdin: '/a = "1"   (n0)\n' });
    expect([code, JSON.parse(stdout), stderr]).toEqual([0, { captures: [{ root: "/", nodes: [{ path: "/a", value: "1", permissions: ["n0"] }] }] }, ""]);
  });

  test("reads standard input, and a root from the command line", async () => {
    expect(await run(["convert", "--to", "flat", "--root", "/local/domain/7/", "-"], { stdin: 'a = "1"\n' })).toMatchObject({
      code: 0,
      stdout: '/local/domain/7/a = "1"\n',
      stderr: "",
    });
  });

  test("names on stderr what is lost, and ends well", async () => {
    expect(await run(["convert", "--to", "flat", "-"], { stdin: 'oops\n/a = "x\\..."\n' })).toMatchObject({
      code: 0,
      stdout: '/a = "x\\..."\n',
      stderr: [
        "standard input:1: This line cannot be read and is left out: oops",
        "standard input:2: The value of /a was cut by the tool that wrote the dump. xenstore-ls -f on a pipe prints it whole.",
        "",
      ].join("\n"),
    });
  });

  test("leaves out words above a dump and says so, but no key that the tool could not read", async () => {
    const stdin = 'before:\nlocal = ""\n domain = ""\n\nafter:\nlocal = ""\n domain = "1"\n';
    expect(await run(["convert", "--to", "flat", "-"], { stdin })).toMatchObject({
      code: 0,
      stdout: '# xenstore-root /\n/local = ""\n/local/domain = ""\n# xenstore-root /\n/local = ""\n/local/domain = "1"\n',
      stderr: [
        "standard input:1: before: is taken for a word that somebody wrote above the dump, and is left out.",
        "standard input:5: after: is taken for a word that somebody wrote above the dump, and is left out.",
        "",
      ].join("\n"),
    });
    const keys = 'state:\nbackend = "/local/domain/0/backend/vif/1/0"\nhandle = "0"\n';
    expect((await run(["convert", "--to", "flat", "-"], { stdin: keys })).stdout).toContain("/state:\n");
    const unreadable = 'secret:\n  (n0)\nlocal = ""\n';
    expect((await run(["convert", "--to", "flat", "-"], { stdin: unreadable })).stdout).toContain("secret:\n  (n0)\n");
  });

  test("names twenty losses and counts the rest", async () => {
    const { code, stderr } = await run(["convert", "--to", "flat", "-"], { stdin: Array.from({ length: 332 }, (_, at) => `/a/${at} = "x\\..."\n`).join("") });
    const lines = stderr.split("\n");
    expect([code, lines.length, lines[19]?.split(" ")[1]?.split(":")[1], lines.slice(20)]).toEqual([0, 22, "20", ["and 312 more", ""]]);
    const twenty = await run(["convert", "--to", "flat", "-"], { stdin: Array.from({ length: 20 }, (_, at) => `/a/${at} = "x\\..."\n`).join("") });
    expect(twenty.stderr).toBe(`${lines.slice(0, 20).join("\n")}\n`);
  });

  test("shows a hostile file name and hostile values harmlessly", async () => {
    const file = folder.put("a\u{1b}[2J\u{202e}.xenstore", '\u{1b}]0;t\u{7} oops\n/a = "\u{1b}[2J"\n');
    const { stderr } = await run(["convert", "--to", "tree", file]);
    expect(stderr).toBe(`${path.join(folder.path, "a\\u{1b}[2J\\u{202e}.xenstore")}:1: This line cannot be read and is left out: \\u{1b}]0;t\\u{7} oops\n`);
  });

  test.each<readonly [to: string, before: string]>([
    ["flat", "/"],
    ["tree", "# xenstore-root /\n"],
  ])("shows a terminal in %s form what is in a dump, and gives a pipe the text as it is", async (to, before) => {
    const stdin = '/a = "\u0007\u009b2J\u202e"\n';
    expect((await run(["convert", "--to", to, "-"], { stdin, columns: 80 })).stdout).toBe(`${before}a = "\\u{7}\\u{9b}2J\\u{202e}"\n`);
    expect((await run(["convert", "--to", to, "-"], { stdin })).stdout).toBe(`${before}a = "\u0007\u009b2J\u202e"\n`);
  });

  test.each<readonly [where: string, Circumstances]>([
    ["on a terminal", { columns: 80 }],
    ["on a pipe", {}],
  ])("escapes in JSON what could harm a terminal, %s", async (_, circumstances) => {
    const { stdout } = await run(["convert", "--to", "json", "-"], { ...circumstances, stdin: '/a = "\u0007\u009b2J\u202e"\n' });
    expect(stdout).not.toMatch(/[^\P{C}\n]/u);
    expect(JSON.parse(stdout)).toEqual({ captures: [{ root: "/", nodes: [{ path: "/a", value: "\u0007\u009b2J\u202e" }] }] });
  });

  test("writes a file where it is asked to, and nothing else", async () => {
    const [input, output] = [folder.put("in.xenstore", '/a = "1"\n'), path.join(folder.path, "out.xenstore")];
    expect(await run(["convert", "--to", "flat", "--output", output, input])).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(output, "utf8")).toBe('/a = "1"\n');
  });

  test("keeps the bytes of a dump in Latin-1, and is UTF-8 otherwise", async () => {
    const output = path.join(folder.path, "bytes.xenstore");
    const convert = async (to: string, encoding: "latin1" | "utf8" | "utf16le"): Promise<string> => {
      await run(["convert", "--to", to, "--output", output, "-"], { stdin: Buffer.from('/a = "\u{e9}"\n', encoding) });
      return readFileSync(output, "latin1");
    };
    expect([await convert("flat", "latin1"), await convert("flat", "utf8"), await convert("flat", "utf16le")]).toEqual(['/a = "\u{e9}"\n', '/a = "\u{c3}\u{a9}"\n', '/a = "\u{c3}\u{a9}"\n']);
    expect(await convert("json", "latin1")).toContain('"value": "\u{c3}\u{a9}"');
  });

  test("never writes over its input", async () => {
    const [input, link] = [folder.put("same.xenstore", '/a = "1"\n'), path.join(folder.path, "link.xenstore")];
    linkSync(input, link);
    for (const output of [input, link]) {
      expect(await run(["convert", "--to", "tree", "--output", output, input])).toMatchObject({
        code: 2,
        stdout: "",
        stderr: `xenstore-netif: ${output} is the dump itself: give --output another path.\n`,
      });
    }
    expect(readFileSync(input, "utf8")).toBe('/a = "1"\n');
  });

  test.each([
    [["--to", "tree", "missing.xenstore"], /^xenstore-netif: missing\.xenstore cannot be read: /],
    [["--to", "tree", "--output", "no/such/directory/x", "-"], /^xenstore-netif: no\/such\/directory\/x cannot be written \(ENOENT.*: give --output another path\.\n$/],
    [["--to", "yaml", "-"], /'yaml' is invalid\. Allowed choices are flat, tree, json\./],
    [["--root", "local", "--to", "flat", "-"], /Give an absolute path that a XenStore can hold/],
    [["-"], /required option '--to <form>' not specified/],
    [["--to", "flat"], /missing required argument 'file'/],
    [["--to", "flat", "-", "-"], /too many arguments/],
  ])("%j ends with 2", async (args, message) => {
    const { code, stdout, stderr } = await run(["convert", ...args], { stdin: '/a = "1"\n' });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
