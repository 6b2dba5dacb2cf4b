import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { TemporaryFolder } from "../temporary-folder";

/** What npm says about the package that it made. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

const folder = new TemporaryFolder();
let packed: Packed;

beforeAll(() => {
  // Without scripts, which would build the bundles again while other tests run them.
  const npm = run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder.path], repository);
  const [made]: readonly Packed[] = JSON.parse(npm.stdout);
  if (made === undefined) throw new Error(`npm packed nothing: ${npm.stderr}`);
  packed = made;
  run("tar", ["-xzf", made.filename], folder.path);
});

function run(program: string, args: readonly string[], cwd: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, NODE_PATH: "", npm_config_update_notifier: "false" }, shell: process.platform === "win32" });
}

/** The paths of the files in a folder of the project, as npm names them. */
function filesBelow(name: string): string[] {
  const entries = readdirSync(path.join(repository, name), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** Runs the command line of the unpacked package in the empty folder beside it. */
function xenstoreNetif(...args: readonly string[]): ReturnType<typeof run> {
  return run(process.execPath, [path.join(folder.path, "package/dist/cli.js"), ...args], folder.path);
}

/** Installs for a user who has no network and never fetched anything from npm. @returns where */
function install(what: string): string {
  const place = mkdtempSync(path.join(folder.path, "installed-"));
  const { status, stderr } = run("npm", ["install", "--global", "--offline", "--cache", path.join(folder.path, "cache"), "--prefix", place, what], folder.path);
  expect(status, stderr).toBe(0);
  return place;
}

test("the npm package holds these files and no others", () => {
  // Some versions of npm pack what package.json names as `main` and `browser`, whatever .npmignore says.
  const files = packed.files.map((file) => file.path).filter((file) => !/^dist\/extension\.(?:browser\.)?js$/.test(file));
  expect(files.toSorted()).toEqual(
    [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/ThirdPartyNotices.txt",
      "dist/check-thread.js",
      "dist/cli.js",
      "dist/server.js",
      ...filesBelow("docs").filter((file) => !file.includes("walkthrough")),
      ...filesBelow("l10n").filter((file) => file !== "l10n/bundle.l10n.json"),
      "man/xenstore-netif.1",
      "package.json",
    ].toSorted(),
  );
});

test.each(["cli.js", "check-thread.js", "server.js"])("%s needs nothing but Node", (bundle) => {
  const needed = Array.from(readFileSync(path.join(folder.path, "package/dist", bundle), "utf8").matchAll(/\brequire\("([^"]+)"\)/g), ([, name = ""]) => name);
  expect(needed.filter((name) => !isBuiltin(name))).toEqual([]);
  expect(needed).not.toEqual([]);
});

test("unpacked in an empty folder, it tells its version", () => {
  const { version } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as { version: string };
  expect(xenstoreNetif("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("unpacked in an empty folder, it checks a dump", () => {
  const { status, stdout } = xenstoreNetif("check", path.join(repository, "samples/queue-missing.xenstore"));
  expect(status).toBe(1);
  expect(stdout).toContain("queue-missing");
});

test("unpacked in an empty folder, it explains a rule with the page that it brings", () => {
  const { status, stdout, stderr } = xenstoreNetif("explain", "queue-missing");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("- Linux netback before 3.16\n  ignores the request, reads the top level\n");
});

describe.skipIf(process.platform === "win32")("the command and its man page are installed", () => {
  test.each([
    ["the package", () => path.join(folder.path, packed.filename)],
    ["a clone that has been built", () => repository],
  ])("without a network from %s", (_, what) => {
    const place = install(what());
    expect(run(path.join(place, "bin/xenstore-netif"), ["explain", "queue-missing"], folder.path)).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(path.join(place, "share/man/man1"))).toEqual(["xenstore-netif.1"]);
  });
});
