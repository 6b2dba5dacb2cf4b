import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "xenstore-netif-scripts-"));
  symlinkSync(repository, path.join(folder, "clone"), "junction");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(["build", "package"])("%s says how it is used, by whatever path it is started", (name) => {
  const run = (option: string): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, "clone", "scripts", `${name}.mjs`), option], { encoding: "utf8" });
    return { status, said: stdout.split("\n", 1)[0], refused: stderr.split("\n", 1)[0] };
  };
  const usage = expect.stringMatching(`^usage: npm run ${name}`) as string;
  expect(run("--help")).toEqual({ status: 0, said: usage, refused: "" });
  expect(run("--no-such-option")).toEqual({ status: 2, said: "", refused: usage });
});
