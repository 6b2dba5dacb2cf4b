import { rmSync, symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { unpack } from "../../server/src/cli/input/unpack";
import { TemporaryFolder } from "../temporary-folder";
import { run } from "./command-line";

const DUMP = '/local/domain/1/name = "caf\\xc3\\xa9"\n/local/domain/1/device/vif/0/state = "4"\n/local/domain/1/device/vif/0/mac = "00:16:3e:00:00:01"\n';
const BIG_ENDIAN = Buffer.from(DUMP, "utf16le").swap16();
/** Each ASCII character in four bytes, behind the mark. */
const UTF_32 = Buffer.from(`\ufeff${DUMP}`.replace(/./gs, "$&\0"), "utf16le");
const mark = (...bytes: number[]): Buffer => Buffer.from(bytes);

/** The exit code, the messages and the frontends of a `check` of an input. Findings do not count. */
async function vifsIn(stdin: string | Buffer): Promise<{ code: number; stderr: string; frontends: (string | null)[] }> {
  const { code, stdout, stderr } = await run(["check", "-", "--format", "json", "--fail-on", "never", "--stdin-name", "x"], { stdin });
  const result = JSON.parse(stdout) as { files: { vifs: { frontend: string | null }[]; diagnostics: unknown[] }[] };
  return { code, stderr, frontends: result.files.flatMap(({ vifs }) => vifs.map(({ frontend }) => frontend)) };
}

/** How many bytes a dump may have. */
const LARGEST = 128 * 1024 * 1024;

/** The line "abc", packed with zstd. */
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x04, 0x21, 0x00, 0x00, 0x61, 0x62, 0x63, 0x0a]);

describe("a dump is read", () => {
  test.each([
    ["in UTF-8", Buffer.from(DUMP)],
    ["in UTF-8 with a byte order mark", Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(DUMP)])],
    ["in UTF-16, little end first", Buffer.concat([mark(0xff, 0xfe), Buffer.from(DUMP, "utf16le")])],
    ["in UTF-16, big end first", Buffer.concat([mark(0xfe, 0xff), BIG_ENDIAN])],
    ["in UTF-16 without a mark", Buffer.from(DUMP, "utf16le")],
    ["in UTF-16 without a mark, big end first", BIG_ENDIAN],
    ["in UTF-16 that was cut in the middle of a letter", Buffer.from(DUMP, "utf16le").subarray(0, -1)],
    ["in UTF-16 that was cut in the middle of a letter, big end first", Buffer.concat([BIG_ENDIAN, Buffer.alloc(1)])],
    ["in Latin-1", Buffer.concat([Buffer.from("# caf\u00e9 \u0080\u00ff\n", "latin1"), Buffer.from(DUMP)])],
    ["packed with gzip", zlib.gzipSync(DUMP)],
    ["packed with gzip in two parts", Buffer.concat([zlib.gzipSync(DUMP.slice(0, 50)), zlib.gzipSync(DUMP.slice(50))])],
    ["in UTF-16 and packed with gzip", zlib.gzipSync(Buffer.from(DUMP, "utf16le"))],
    ["with the line ends of a terminal", DUMP.replaceAll("\n", "\r\n")],
  ])("%s", async (_what, bytes) => {
    expect(await vifsIn(bytes)).toEqual({ code: 0, stderr: "", frontends: ["/local/domain/1/device/vif/0"] });
  });

  test("byte for byte where it is not valid UTF-8", async () => {
    const { stdout } = await run(["check", "-", "--color", "never"], { stdin: Buffer.from("gr\u00fc\u00dfe ist keine Zeile\n", "latin1") });
    expect(stdout).toContain("     1 | grüße ist keine Zeile\n       | ^^^^^^^^^^^^^^^^^^^^^\n");
  });

  test("which is empty, and has nothing wrong", async () => {
    expect(await run(["check", "-"], { stdin: "" })).toMatchObject({ code: 0, stderr: "", stdout: "nothing to report in 1 file\n" });
  });

  test("which begins like a packed file", async () => {
    const { code, stderr } = await run(["check", "-", "--fail-on", "never"], { stdin: "BZh is what it begins with\n" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("what cannot be read is told with the remedy", () => {
  const tar = Buffer.alloc(1024);
  tar.write("ustar", 257);
  const isZstdKnown = "zstdDecompressSync" in zlib;

  test.each([
    ["binary data", mark(1, 0, 2, 0, 0, 0, 7), "it is binary, not a dump; give the text that xenstore-ls printed"],
    ["zeros at the end of a text", Buffer.concat([Buffer.from(DUMP), Buffer.alloc(8)]), "it is binary, not a dump; give the text that xenstore-ls printed"],
    ["UTF-32, little end first", UTF_32, "it is in UTF-32; convert it to UTF-8 with iconv -f UTF-32 -t UTF-8"],
    ["UTF-32, big end first", Buffer.from(UTF_32).swap32(), "it is in UTF-32; convert it to UTF-8 with iconv -f UTF-32 -t UTF-8"],
    ["UTF-32 in gzip", zlib.gzipSync(UTF_32), "it is in UTF-32; convert it to UTF-8 with iconv -f UTF-32 -t UTF-8"],
    ["xz", mark(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4), "it is packed with xz; unpack it with xz -d"],
    ["bzip2", Buffer.concat([Buffer.from("BZh91AY&SY"), mark(1, 2, 3, 0xff)]), "it is packed with bzip2; unpack it with bzip2 -d"],
    ["zip", mark(0x50, 0x4b, 3, 4, 0x14, 0), "it is a zip archive; unpack it with unzip"],
    ["7z", mark(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4), "it is a 7z archive; unpack it with 7z x"],
    ["tar", tar, "it is a tar archive; unpack it with tar xf and give the directory"],
    ["tar in gzip", zlib.gzipSync(tar), "it is a tar archive; unpack it with tar xf and give the directory"],
    ["gzip in gzip", zlib.gzipSync(zlib.gzipSync(DUMP)), "it is packed with gzip; unpack it with gzip -d"],
    ["gzip that was cut", zlib.gzipSync(DUMP).subarray(0, -12), "it is packed with gzip and damaged; fetch it again (unexpected end of file)"],
    ["more than anybody reads", Buffer.alloc(LARGEST + 1), "it has more than 128 MB; cut the capture into several files"],
    ["gzip that would fill the memory", zlib.gzipSync(Buffer.alloc(LARGEST + 1), { level: 1 }), "it unpacks to more than 128 MB; unpack it with gzip -d and look at what it holds"],
    ["gzip of too many lines", zlib.gzipSync("\n".repeat(2_000_001)), "it unpacks to more than two million lines; unpack it with gzip -d and look at what it holds"],
    ["gzip of too many lines of an old Mac", zlib.gzipSync("\r".repeat(2_000_001)), "it unpacks to more than two million lines; unpack it with gzip -d and look at what it holds"],
    ["gzip of too many lines of Windows", zlib.gzipSync("\r\n".repeat(2_000_001)), "it unpacks to more than two million lines; unpack it with gzip -d and look at what it holds"],
  ])("%s", async (_what, stdin, told) => {
    const { code, stdout, stderr } = await run(["check", "-"], { stdin });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "nothing to report in 0 files; 1 failure, see stderr\n",
      stderr: `xenstore-netif: standard input cannot be read: ${told}.\n`,
    });
  });

  test("two million lines are not too many", () => {
    const text = Buffer.from("\r\n".repeat(2_000_000));
    expect(unpack(zlib.gzipSync(text)).bytes.equals(text)).toBe(true);
  });

  test("zstd, where this Node.js has it not", async () => {
    const { code, stderr } = await run(["check", "-", "--fail-on", "never"], { stdin: ZSTD });
    const remedy = "xenstore-netif: standard input cannot be read: it is packed with zstd, which Node.js reads from 22.15 on: unpack it with zstd -d.\n";
    expect({ code, stderr }).toEqual(isZstdKnown ? { code: 0, stderr: "" } : { code: 2, stderr: remedy });
  });
});

describe("a directory", () => {
  const folder = new TemporaryFolder();
  const put = (name: string, text: string | Buffer = DUMP): string => folder.put(name, text);
  /** The paths of the dumps that are checked, from the folder. */
  const checkedIn = async (...args: string[]): Promise<{ code: number; stderr: string; paths: string[] }> => {
    const { code, stdout, stderr } = await run(["check", "--format", "json", "--fail-on", "never", ...args]);
    const result = JSON.parse(stdout) as { files: { path: string }[] };
    return { code, stderr: stderr.replaceAll(folder.path, "TOP"), paths: result.files.map((file) => path.relative(folder.path, file.path).replaceAll(path.sep, "/")) };
  };

  beforeAll(() => {
    for (const name of ["b.xenstore", "a.xenstore", "10.xenstore", "xenstore-ls-f.out", "deep/er/xenstore-ls", "deep/x.xenstore", "notes.txt", "my-xenstore-ls.txt", "a.xenstore.orig", ".hidden/h.xenstore"]) put(name);
    put("deep/packed.xenstore.gz", zlib.gzipSync(DUMP));
    put("none/notes.txt");
    put("partly/xenstore-ls.png", mark(0x89, 0x50, 0, 0, 0));
    put("partly/x.xenstore");
    put("cannot be read/xenstore-ls.png", mark(0x89, 0x50, 0, 0, 0));
    put("cannot be read/x.xenstore");
    put("linked/x.xenstore");
    symlinkSync("../linked", path.join(folder.path, "linked/circle"));
    symlinkSync("/etc/hosts", path.join(folder.path, "linked/y.xenstore"));
  });

  test("is searched for dumps by their names, in order", async () => {
    expect(await checkedIn(folder.path, "--fail-on", "never")).toMatchObject({
      code: 0,
      paths: [
        "10.xenstore",
        "a.xenstore",
        "b.xenstore",
        "xenstore-ls-f.out",
        ".hidden/h.xenstore",
        "cannot be read/x.xenstore",
        "deep/packed.xenstore.gz",
        "deep/x.xenstore",
        "deep/er/xenstore-ls",
        "linked/x.xenstore",
        "partly/x.xenstore",
      ],
    });
  });

  test("gives each dump once", async () => {
    const deep = path.join(folder.path, "deep");
    expect((await checkedIn(path.join(deep, "x.xenstore"), deep, path.join(deep, "er"))).paths).toEqual(["deep/x.xenstore", "deep/packed.xenstore.gz", "deep/er/xenstore-ls"]);
  });

  test("without a dump is an error that names what was searched for", async () => {
    expect(await checkedIn(path.join(folder.path, "none"))).toEqual({
      code: 2,
      paths: [],
      stderr: "xenstore-netif: TOP/none holds no dump: it was searched for *.xenstore and xenstore-ls*, also with .gz, .zst or .xz. Name other files themselves.\n",
    });
  });

  test("may hold what is no dump and has the name of one", async () => {
    expect(await checkedIn(path.join(folder.path, "partly"))).toEqual({
      code: 0,
      paths: ["partly/x.xenstore"],
      stderr: "xenstore-netif: TOP/partly/xenstore-ls.png was skipped: it is binary, not a dump; give the text that xenstore-ls printed.\n",
    });
    const ended = await checkedIn(path.join(folder.path, "partly/xenstore-ls.png"));
    expect(ended.code, ended.stderr).toBe(2);
  });

  test("may be called like what is said of its files", async () => {
    expect((await checkedIn(path.join(folder.path, "cannot be read"))).stderr).toBe(
      "xenstore-netif: TOP/cannot be read/xenstore-ls.png was skipped: it is binary, not a dump; give the text that xenstore-ls printed.\n",
    );
  });

  test("may hold dumps in UTF-32 or xz, which are failures: their faults are not known", async () => {
    put("wide/packed.xenstore.xz", mark(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4));
    put("wide/utf-32.xenstore", UTF_32);
    put("wide/x.xenstore");
    const outcome = await checkedIn(path.join(folder.path, "wide"));
    rmSync(path.join(folder.path, "wide"), { recursive: true });
    expect(outcome).toEqual({
      code: 2,
      paths: ["wide/x.xenstore"],
      stderr: "xenstore-netif: TOP/wide/packed.xenstore.xz cannot be read: it is packed with xz; unpack it with xz -d.\nxenstore-netif: TOP/wide/utf-32.xenstore cannot be read: it is in UTF-32; convert it to UTF-8 with iconv -f UTF-32 -t UTF-8.\n",
    });
  });

  test("is not left by symbolic links", async () => {
    expect(await checkedIn(path.join(folder.path, "linked"))).toEqual({
      code: 0,
      paths: ["linked/x.xenstore"],
      stderr: "xenstore-netif: TOP/linked/y.xenstore is a symbolic link and was skipped: name it to have it read.\n",
    });
  });

  test.each([
    ["a file that has more bytes than anybody reads", "large.xenstore", "it has more than 128 MB; cut the capture into several files"],
    ["a path through a file", "a.xenstore/b.xenstore", "a part of the path is not a directory; check the path"],
    ["a link to itself", "circle.xenstore", "its symbolic links lead in a circle; name the file itself"],
  ])("may hold what cannot be read: %s", async (_what, name, told) => {
    truncateSync(put("large.xenstore", ""), LARGEST + 1);
    symlinkSync("circle.xenstore", path.join(folder.path, "circle.xenstore"));
    const { code, stderr } = await checkedIn(path.join(folder.path, name));
    for (const made of ["large.xenstore", "circle.xenstore"]) rmSync(path.join(folder.path, made));
    expect({ code, stderr }).toEqual({ code: 2, stderr: `xenstore-netif: TOP/${name} cannot be read: ${told}.\n` });
  });

  test("is no dump for the commands that take one", async () => {
    const { code, stderr } = await run(["forecast", folder.path]);
    expect({ code, stderr: stderr.replaceAll(folder.path, "TOP") }).toEqual({ code: 2, stderr: "xenstore-netif: TOP cannot be read: it is a directory; name a file.\n" });
  });
});

const many = new TemporaryFolder();

test("a person who waits for many files sees how far they are, and nothing of that stays", async () => {
  for (let number = 0; number < 60; number += 1) many.put(`${number}.xenstore`, DUMP);
  const { stdout, stderr } = await run(["check", many.path, "--color", "never"], { columns: 80 });
  const piped = await run(["check", many.path]);
  const [before, first, ...rest] = stderr.split("\r\u001b[K");
  expect({ before, first, last: rest.at(-1) }).toEqual({ before: "", first: "checked 1 of 60", last: "" });
  expect(rest.filter((line) => line !== "" && !/^checked \d+ of 60$/.test(line))).toEqual([]);
  expect(stdout).toContain("in 60 files\n");
  expect(piped).toMatchObject({ stdout, stderr: "" });
});
