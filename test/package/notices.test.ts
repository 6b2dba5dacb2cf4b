import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { noticesFor } from "../../scripts/notices.mjs";
import { repository } from "../../scripts/repository.mjs";

/** What esbuild tells of a bundle: which files it holds, and how much of each. */
function metafile(files: Readonly<Record<string, number>>): Parameters<typeof noticesFor>[0][number] {
  const inputs = Object.fromEntries(Object.entries(files).map(([file, bytesInOutput]) => [file, { bytesInOutput }]));
  return { inputs: {}, outputs: { "dist/bundle.js": { bytes: 1, inputs, imports: [], exports: [] } } };
}

test("the bundles have the licences of what they hold from npm beside them", () => {
  const notices = readFileSync(path.join(repository, "dist/ThirdPartyNotices.txt"), "utf8");
  for (const name of ["commander", "minimatch", "vscode-languageclient", "vscode-languageserver", "workerpool"]) expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
  expect(notices).not.toMatch(/^vitest \d/m);
});

test("a licence is given once, for a package of which something is in a bundle", () => {
  const notices = noticesFor([metafile({ "server/src/main.cli.ts": 9, "node_modules/leven/index.js": 9, "node_modules/leven/other.js": 9 }), metafile({ "node_modules/leven/index.js": 9, "node_modules/chai/index.js": 0 })]);
  expect(notices.match(/^\S+ \d+\.\d+\.\d+$/gm)).toEqual([expect.stringMatching(/^leven /)]);
  expect(notices).toContain("Copyright (c) Sindre Sorhus");
});

test("a package without a licence is not built in", () => {
  expect(() => noticesFor([metafile({ "node_modules/.bin/tool": 1 })])).toThrow("node_modules/.bin brings no licence");
});
