import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { repository } from "../../scripts/repository.mjs";
import { TemporaryFolder } from "../temporary-folder";

const folder = new TemporaryFolder();
beforeAll(() => symlinkSync(repository, path.join(folder.path, "clone"), "junction"));

test.each(["build", "package"])("%s says how it is used, by whatever path it is started", (name) => {
  const run = (option: string): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder.path, "clone", "scripts", `${name}.mjs`), option], { encoding: "utf8" });
    return { status, said: stdout.split("\n", 1)[0], refused: stderr.split("\n", 1)[0] };
  };
  const usage = expect.stringMatching(`^usage: npm run ${name}`) as string;
  expect(run("--help")).toEqual({ status: 0, said: usage, refused: "" });
  expect(run("--no-such-option")).toEqual({ status: 2, said: "", refused: usage });
});
