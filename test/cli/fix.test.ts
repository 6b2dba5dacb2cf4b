import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { applyPatch } from "diff";
import { describe, expect, test } from "vitest";
import { FAULTY, FIXED } from "../faulty-dumps";
import { TemporaryFolder } from "../temporary-folder";
import { run } from "./command-line";

const FRONTEND = "/local/domain/1/device/vif/0";
const ESCAPE = String.fromCharCode(27);

/** Only a person can say what the state is. */
const HOPELESS = `/local/domain/2/device/vif/0/state = "four"\n`;

const folder = new TemporaryFolder(true);

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("fix", () => {
  test("fixes a file in place, and says what was done", async () => {
    const file = folder.put("a.xenstore", FAULTY);
    expect(await run(["fix", file])).toMatchObject({ code: 0, stdout: "", stderr: `${file}: fixed 4 faults, 1 placeholder to fill in\n` });
    expect(readFileSync(file, "utf8")).toBe(FIXED);
    expect(readdirSync(folder.path)).toEqual(["a.xenstore"]);
  });

  test.each<[string, (text: string) => Buffer]>([
    ["UTF-8", (text) => Buffer.from(text)],
    ["UTF-8 with a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16 with a byte order mark", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without one", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16 big endian", (text) => utf16be(`\ufeff${text}`)],
    ["Latin-1", (text) => Buffer.from(text, "latin1")],
    ["lines that end as in DOS", (text) => Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["lines that end as on the old Mac", (text) => Buffer.from(text.replaceAll("\n", "\r"))],
    ["no end of the last line", (text) => Buffer.from(`${text}/vm = ""`)],
  ])("keeps %s", async (_, bytesOf) => {
    const file = folder.put("a.xenstore", bytesOf(FAULTY));
    const ended = await run(["fix", file]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(readFileSync(file)).toEqual(bytesOf(FIXED));
    expect((await run(["fix", "-"], { stdin: bytesOf(FAULTY) })).bytes).toEqual(bytesOf(FIXED));
  });

  test.skipIf(process.platform === "win32")("keeps the mode of the file, and a symbolic link to it", async () => {
    const file = folder.put("a.xenstore", FAULTY);
    chmodSync(file, 0o640);
    const link = path.join(folder.path, "link.xenstore");
    symlinkSync("a.xenstore", link);
    const ended = await run(["fix", link]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(FIXED);
    expect((statSync(file).mode & 0o777).toString(8)).toBe("640");
  });

  test("does not touch a file in which nothing is to be done", async () => {
    const file = folder.put("a.xenstore", FIXED);
    utimesSync(file, 1_000_000, 1_000_000);
    const before = statSync(file);
    expect(await run(["fix", file])).toMatchObject({ code: 0, stderr: `${file}: nothing to fix, 1 placeholder to fill in\n` });
    expect([statSync(file).mtimeMs, statSync(file).ino]).toEqual([before.mtimeMs, before.ino]);
  });

  test("ends with 1 where an error remains", async () => {
    const file = folder.put("a.xenstore", FAULTY + HOPELESS);
    expect(await run(["fix", file])).toMatchObject({ code: 1, stderr: `${file}: fixed 4 faults, 1 error remains, 1 placeholder to fill in\n` });
    expect(readFileSync(file, "utf8")).toBe(FIXED + HOPELESS);
  });

  test("fixes several files, and goes on after one that it cannot use", async () => {
    const [bad, good] = [folder.put("a.xenstore", Buffer.from([0, 1, 2, 3])), folder.put("b.xenstore", FAULTY)];
    const { code, stderr } = await run(["fix", bad, good]);
    expect({ code, lines: stderr.split("\n").length }).toEqual({ code: 2, lines: 3 });
    expect(readFileSync(good, "utf8")).toBe(FIXED);
  });

  test.each([
    [["--rule", "malformed-line"], FAULTY.replace('"\u00e9\n', '"\u00e9"\n'), 1],
    [["--rule", "malformed-line", "--rule=top-level-ring-key", "--rule=num-queues-invalid", "--rule=queue-key-missing"], FIXED, 0],
    [["--rule", "mac-invalid"], FAULTY, 1],
  ])("with %j fixes only those", async (rules, fixed, code) => {
    const file = folder.put("a.xenstore", FAULTY);
    const ended = await run(["fix", ...rules, file]);
    expect(ended.code, ended.stderr).toBe(code);
    expect(readFileSync(file, "utf8")).toBe(fixed);
  });

  test("tells of a warning that remains", async () => {
    expect(await run(["fix", "-"], { stdin: `${FRONTEND}/feature-sg = "yes"\n` })).toMatchObject({ code: 0, stderr: "standard input: nothing to fix, 1 warning remains\n" });
  });

  test("tells of a fault that is fixed in part: what else the queue lacks would make the last one a left-over", async () => {
    const keys = ['multi-queue-num-queues = "2"', 'queue-1/tx-ring-ref = "92"', 'queue-1/rx_ring_ref = "93"'];
    for (const queue of [0, 2]) keys.push(`queue-${queue}/tx-ring-ref = "9${queue + 4}"`, `queue-${queue}/rx-ring-ref = "9${queue + 5}"`, `queue-${queue}/event-channel = "${queue + 5}"`);
    const stdin = keys.map((key) => `${FRONTEND}/${key}\n`).join("");
    expect(await run(["fix", "-"], { stdin })).toMatchObject({ code: 1, stdout: stdin.replace("rx_ring_ref", "rx-ring-ref"), stderr: "standard input: fixed part of a fault, 1 error remains\n" });
  });

  test("does not take a rule that is not known", async () => {
    const { code, stderr } = await run(["fix", "--rule=queue-mising", "-"]);
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean queue-missing?");
  });

  test("uses the root that it is told", async () => {
    const relative = 'queue-0/tx-ring-ref = "8"\nqueue-0/rx-ring-ref = "9"\nqueue-0/event-channel = "5"\nmulti-queue-num-queues = "02"\n';
    expect((await run(["fix", "-"], { stdin: relative })).stdout).toBe(relative);
    expect((await run(["fix", "--root", FRONTEND, "-"], { stdin: relative })).stdout).toContain('multi-queue-num-queues = "2"\n');
  });
});

test.each([[], ["--rule", "malformed-line"]])("a file without any entry is no dump, and stays as it is", async (...options) => {
  const text = "root:x:0:0:root:/root:/bin/sh\nguest:x:1:1::/:/bin/sh\n";
  const link = path.join(folder.path, "a.xenstore");
  symlinkSync(folder.put("passwd", text), link);
  expect(await run(["fix", ...options, link])).toMatchObject({ code: 1, stderr: `${link}: nothing to fix, 2 errors remain\n` });
  expect(readFileSync(link, "utf8")).toBe(text);
});

describe("fix --diff", () => {
  test("prints a patch, writes nothing, and ends with 1", async () => {
    const file = folder.put("a.xenstore", FAULTY);
    const { code, stdout, stderr } = await run(["fix", "--diff", file]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${file}: would fix 4 faults, 1 placeholder to fill in\n` });
    // The folder for temporary files may have blanks in its path.
    const name = file.includes(" ") ? `${file}\t` : file;
    expect(stdout.split("\n").slice(0, 3)).toEqual([`--- ${name}`, `+++ ${name}`, "@@ -1,8 +1,8 @@"]);
    expect(applyPatch(FAULTY, stdout)).toBe(FIXED);
    expect(readFileSync(file, "utf8")).toBe(FAULTY);
  });

  test("ends a name with blanks at a tab, as patch wants it", async () => {
    const file = folder.put("of guest 1.xenstore", FAULTY);
    const { stdout } = await run(["fix", "--diff", file]);
    expect(stdout.split("\n").slice(0, 2)).toEqual([`--- ${file}\t`, `+++ ${file}\t`]);
    expect(applyPatch(FAULTY, stdout)).toBe(FIXED);
  });

  test("counts each of several faults of a rule", async () => {
    const { stderr } = await run(["fix", "--diff", "-"], { stdin: '/a = "1\n/b = "2\n/c = "3\n' });
    expect(stderr).toBe("standard input: would fix 3 faults\n");
  });

  test("has three lines around what changes", async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `/a/${at} = "1"\n`);
    const { stdout } = await run(["fix", "--diff", "-"], { stdin: [...lines, '/b = "1\n', ...lines.map((line) => line.replace("/a", "/c"))].join("") });
    expect(stdout).toContain("\n@@ -7,7 +7,7 @@\n");
  });

  test("prints nothing and ends with 0 where there is no difference", async () => {
    expect(await run(["fix", "--diff", folder.put("a.xenstore", FIXED), "-"], { stdin: FIXED })).toMatchObject({ code: 0, stdout: "" });
  });

  test("gives a pipe the text as it is, and shows a terminal what is in it", async () => {
    const hostile = FAULTY.replace("\u00e9", `${ESCAPE}[2J\u202e`).replaceAll("\n", "\r\n");
    const piped = await run(["fix", "--diff", "-"], { stdin: hostile });
    expect(applyPatch(hostile, piped.stdout)).toContain(`/tool = "${ESCAPE}[2J\u202e"\r\n`);
    const plain = await run(["fix", "--diff", "-"], { stdin: hostile, columns: 80, env: { NO_COLOR: "1" } });
    expect(plain.stdout).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
    expect(plain.stdout).toContain('\n+/tool = "\\u{1b}[2J\\u{202e}"\n');
    const coloured = await run(["fix", "--diff", "-"], { stdin: hostile, columns: 80 });
    expect(coloured.stdout).toContain(`${ESCAPE}[32m+/tool`);
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });
});

describe("fix --stdout", () => {
  test("prints the fixed text and writes nothing", async () => {
    const file = folder.put("a.xenstore", FAULTY);
    expect(await run(["fix", "--stdout", file])).toMatchObject({ code: 0, stdout: FIXED });
    expect(readFileSync(file, "utf8")).toBe(FAULTY);
  });

  test("shows a terminal what is in it", async () => {
    const { stdout } = await run(["fix", "-"], { stdin: FAULTY.replace("\u00e9", `\t${ESCAPE}c`), columns: 80 });
    expect(stdout).toBe(FIXED.replace("\u00e9", "\t\\u{1b}c"));
  });
});

describe("fix refuses", () => {
  test("to write a file that is packed, but prints it", async () => {
    const file = folder.put("a.xenstore.gz", gzipSync(FAULTY));
    const refused = await run(["fix", file]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/was not fixed: it is packed with gzip; unpack it first, or take the fixed text with --stdout\.\n$/);
    expect(gunzipSync(readFileSync(file)).toString()).toBe(FAULTY);
    expect((await run(["fix", "--stdout", file])).stdout).toBe(FIXED);
    const ended = await run(["fix", "--diff", file]);
    expect(ended.code, ended.stderr).toBe(1);
  });

  test("to write where bytes would be lost", async () => {
    const bytes = Buffer.concat([Buffer.from("\ufeff/a = \""), Buffer.from([0xff]), Buffer.from(`"\n${FAULTY}`)]);
    const file = folder.put("a.xenstore", bytes);
    const { code, stderr } = await run(["fix", file]);
    expect({ code, kept: readFileSync(file).equals(bytes) }).toEqual({ code: 2, kept: true });
    expect(stderr).toContain("holds bytes that are not text");
  });

  test("to touch a file in UTF-32, which begins like one in UTF-16", async () => {
    const bytes = Buffer.from(`\ufeff${FAULTY}`.replace(/./gs, "$&\0"), "utf16le");
    const file = folder.put("a.xenstore", bytes);
    expect(await run(["fix", file])).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(" cannot be read: it is in UTF-32; convert it to UTF-8 ") });
    expect(readFileSync(file)).toEqual(bytes);
  });

  test.skipIf(process.platform === "win32")("to put a file into the place of a device", async () => {
    expect(await run(["fix", "/dev/null"])).toMatchObject({ code: 2, stderr: expect.stringContaining("/dev/null was not fixed: it is not a regular file; ") });
  });

  test.each(["healthy.xenstore", "queue-missing.xenstore", "several-faults.tree.xenstore", "specification.xenstore"])("nothing of %s that it has fixed itself", async (sample) => {
    const { stdout } = await run(["fix", "-"], { stdin: readFileSync(path.resolve(import.meta.dirname, "../../samples", sample)) });
    expect(await run(["fix", "-", "--diff"], { stdin: stdout })).toMatchObject({ stdout: "" });
  });

  test.each([
    [["fix"], /missing required argument/],
    [["fix", "--stdout", "a", "b"], /--stdout prints one dump: name one file/],
    [["fix", "-", "a"], /name it alone/],
    [["fix", "--stdout", "--diff", "a"], /cannot be used with/],
    [["fix", "--root", "device/vif", "a"], /absolute path/],
    [["fix", "/not/there"], /\/not\/there cannot be read: there is no such file/],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });
});
