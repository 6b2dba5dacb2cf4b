import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { TemporaryFolder } from "../temporary-folder";
import { run } from "./command-line";

describe("script", () => {
  const folder = new TemporaryFolder();

  test("prints a script that says what it was made from", async () => {
    const { code, stdout, stderr } = await run(["script", folder.put("host.xenstore", '/a = "1"   (n0)\n')]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("\n# Restores 1 node of a XenStore from the dump host.xenstore.\n");
    expect(stdout).toContain("\nxenstore-write -- \\\n  '/a' '1'\nxenstore-chmod -- '/a' n0\n");
  });

  test("reads standard input", async () => {
    const { stdout } = await run(["script", "--root", "/x", "-"], { stdin: 'a = "1"\n' });
    expect(stdout).toContain("\n# Restores 1 node of a XenStore from a dump on standard input.\n");
    expect(stdout).toContain("  '/x/a' '1'\n");
  });

  test("has a harmless comment for any file name", async () => {
    const { stdout } = await run(["script", folder.put("a\n touch pwned\r$(b)\u{2028}'.xenstore", '/a = "1"\n')]);
    expect(stdout.split("\n")[1]).toBe("# Restores 1 node of a XenStore from the dump a\\u{a} touch pwned\\u{d}$(b)\\u{2028}'.xenstore.");
  });

  test("restores the bytes of a file in Latin-1", async () => {
    const { stdout } = await run(["script", folder.put("latin1.xenstore", Buffer.from('/a = "\u{e9}"\n', "latin1"))]);
    expect(stdout).toContain("  '/a' '\\xe9'\n");
  });

  test("restores a part, names on stderr what it leaves out, and ends well", async () => {
    const { code, stdout, stderr } = await run(["script", "--under", "/a", "-"], { stdin: '/a = "1"\n/a/b = "x\\..."\n/c = "y\\..."\n' });
    expect([code, stderr]).toEqual([0, "standard input:2: /a/b is left out: its value was cut by the tool that wrote the dump.\n"]);
    expect(stdout).toContain("\n# Restores 1 node of a XenStore at and below /a from a dump on standard input.\n");
  });

  test("writes a file where it is asked to", async () => {
    const output = path.join(folder.path, "restore.sh");
    expect(await run(["script", "--output", output, "-"], { stdin: '/a = "1"\n' })).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(output, "utf8")).toMatch(/^#!\/bin\/sh\n/);
  });

  test.each([
    [["-"], 'a = "1"\n', "xenstore-netif: The dump does not show where its nodes belong (line 1). Put a line # xenstore-root PATH above it, with the directory that was listed. Or pass it as --root PATH.\n"],
    [["--under", "/b", "-"], '/a = "1"\n', "xenstore-netif: The dump holds nothing at /b or below it: give another path with --under.\n"],
    [["--under", "b", "-"], '/a = "1"\n', "xenstore-netif: b is not a XenStore path: give an absolute one, such as /local/domain/1.\n"],
    [["-"], "", "xenstore-netif: The dump holds no node to restore.\n"],
  ])("%j of %j ends with 2", async (args, stdin, stderr) => {
    expect(await run(["script", ...args], { stdin })).toMatchObject({ code: 2, stdout: "", stderr });
  });
});
