import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
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
    "extension/dist/ThirdPartyNotices.txt",
    "extension/dist/extension.browser.js",
    "extension/dist/extension.js",
    "extension/dist/server.browser.js",
    "extension/dist/server.js",
    "extension/docs/forms.md",
    ...["explain", "fix", "open", "problems", "rewrite"].map((step) => `extension/docs/images/walkthrough-${step}.png`),
    "extension/docs/malformed-input.md",
    ...[...RULES.map(({ code }) => code), "unused-suppression"].map((code) => `extension/docs/rules/${code}.md`).toSorted(),
    "extension/docs/specification.md",
    "extension/icon.png",
    "extension/l10n/bundle.l10n.de.json",
    "extension/package.json",
    "extension/package.nls.de.json",
    "extension/package.nls.json",
    "extension/readme.md",
    "extension/samples/specification.xenstore",
    "extension/syntaxes/language-configuration.json",
    "extension/syntaxes/xenstore.tmLanguage.json",
  ]);
});

test("the pages of rules lead to all others, and no link leads out of the package", async () => {
  const pages = vsix.file(/^extension\/docs\/rules\/.*\.md$/).map(({ name }) => name.replace("extension/", ""));
  const missing = [];
  for (const page of pages) {
    const text = (await contentOf(page)).toString();
    const targets = Array.from(text.matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, target = ""]) => path.posix.join(path.posix.dirname(page), target));
    for (const target of targets) {
      if (vsix.file(`extension/${target}`) === null) missing.push(`${page} leads to ${target}`);
      else if (target.endsWith(".md") && !pages.includes(target)) pages.push(target);
    }
  }
  expect(missing).toEqual([]);
  const shipped = vsix.file(/^extension\/docs\/.*\.md$/).map(({ name }) => name.replace("extension/", ""));
  expect(pages.toSorted()).toEqual(shipped.toSorted());
});

test("the page of the extension has no picture that VS Code would not find", async () => {
  const page = (await contentOf("readme.md")).toString();
  expect(page).toMatch(/^# XenStore netif\n\n\S.*\n/);
  expect(page).not.toContain("![");
});

test("the page of the extension has only links that VS Code follows", async () => {
  const page = (await contentOf("readme.md")).toString();
  const targets = Array.from(page.matchAll(/\]\(([^)]*)\)/g), ([, target = ""]) => target);
  expect(targets).toContain("#rules");
  expect(targets.filter((target) => !/^(?:https:|#)/.test(target))).toEqual([]);
  expect(page).toContain("| `queue-missing` | error |");
});

test("what the page of the extension leaves out leaves no gap before a full stop", async () => {
  const page = (await contentOf("readme.md")).toString();
  expect(page.match(/\s[.,;](?=\s)/g)).toBeNull();
});

test.each([
  ["server.js", 400_000],
  ["extension.js", 350_000],
  ["server.browser.js", 400_000],
  ["extension.browser.js", 350_000],
])("%s has at most %d bytes", async (bundle, limit) => {
  expect((await contentOf(`dist/${bundle}`)).length).toBeLessThanOrEqual(limit);
});

test.each([
  ["server.js", isBuiltin, []],
  ["extension.js", isBuiltin, ["vscode"]],
  ["server.browser.js", nothing, []],
  ["extension.browser.js", nothing, ["vscode"]],
])("%s needs nothing else than its platform has", async (bundle, isPlatform, expected) => {
  const needed = (await contentOf(`dist/${bundle}`)).toString().matchAll(/\b(?:require|import)\("([^"]+)"\)/g);
  const names = Array.from(needed, ([, name = ""]) => name.replace(/^node:/, ""));
  expect([...new Set(names)].filter((name) => !isPlatform(name))).toEqual(expected);
});

test.each(["main", "browser"] as const)("the manifest names the bundle that is there: %s", async (entry) => {
  const manifest: { main: string; browser: string } = JSON.parse((await contentOf("package.json")).toString());
  expect(vsix.file(`extension/${manifest[entry].replace(/^\.\//, "")}`)).not.toBeNull();
});

/** A browser has no modules. */
function nothing(): boolean {
  return false;
}

async function contentOf(name: string): Promise<Buffer> {
  const file = vsix.file(`extension/${name}`);
  if (file === null) throw new Error(`${name} is not in the package`);
  return file.async("nodebuffer");
}
