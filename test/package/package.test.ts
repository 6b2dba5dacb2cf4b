import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import JSZip from "jszip";
import { beforeAll, expect, test } from "vitest";
import { RULES } from "../../server/src/rules/index";
import { vsixPath } from "../../scripts/repository.mjs";

let vsix: JSZip;

beforeAll(async () => {
  vsix = await JSZip.loadAsync(readFileSync(vsixPath));
});

test("the package holds these files and no others", () => {
  const files = Object.values(vsix.files).filter(({ dir }) => !dir);
  expect(files.map(({ name }) => name).toSorted()).toEqual([
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/changelog.md",
    "extension/dist/extension.js",
    "extension/dist/server.js",
    "extension/docs/ARCHITECTURE.md",
    "extension/docs/images/diagnostics.png",
    "extension/docs/keys.md",
    "extension/docs/malformed-input.md",
    ...RULES.map(({ code }) => `extension/docs/rules/${code}.md`).toSorted(),
    "extension/docs/specification.md",
    "extension/icon.png",
    "extension/package.json",
    "extension/readme.md",
    "extension/syntaxes/language-configuration.json",
    "extension/syntaxes/xenstore.tmLanguage.json",
  ]);
});

test.each([
  ["server.js", 400_000],
  ["extension.js", 600_000],
])("%s has at most %d bytes", async (bundle, limit) => {
  expect((await contentOf(`dist/${bundle}`)).length).toBeLessThanOrEqual(limit);
});

test("the bundles need nothing but Node and VS Code", async () => {
  const needed = new Set<string>();
  for (const bundle of ["server.js", "extension.js"]) {
    for (const [, name] of (await contentOf(`dist/${bundle}`)).toString().matchAll(/\brequire\("([^"]+)"\)/g)) {
      if (name !== undefined) needed.add(name.replace(/^node:/, ""));
    }
  }
  expect([...needed].filter((name) => !isBuiltin(name))).toEqual(["vscode"]);
});

test("the manifest names the bundle that is there", async () => {
  const manifest: { main: string } = JSON.parse((await contentOf("package.json")).toString());
  expect(vsix.file(`extension/${manifest.main.replace(/^\.\//, "")}`)).not.toBeNull();
});

async function contentOf(name: string): Promise<Buffer> {
  const file = vsix.file(`extension/${name}`);
  if (file === null) throw new Error(`${name} is not in the package`);
  return file.async("nodebuffer");
}
