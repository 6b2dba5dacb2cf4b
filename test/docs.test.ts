import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { renderManPage } from "../scripts/man-page";
import { ruleSettingSchema, withRules, withRuleSettingTexts } from "../scripts/rule-docs";
import { NETIF_KEYS } from "../server/src/netif/keys";
import { RULES } from "../server/src/rules/index";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

test("the table of rules in the README is that of the rules", () => {
  expect(withRules(read("README.md")), "run: npm run docs").toBe(read("README.md"));
});

test("the setting of the manifest is that of the rules", () => {
  const manifest = JSON.parse(read("package.json")) as { contributes: { configuration: { properties: Record<string, unknown> } } };
  expect(manifest.contributes.configuration.properties["xenstore.rules"], "run: npm run docs").toEqual(ruleSettingSchema());
});

test("the texts of that setting are those of the rules", () => {
  const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
  expect(texts, "run: npm run docs").toEqual(withRuleSettingTexts(texts));
});

test("the man page is that of the commands", () => {
  const manifest = JSON.parse(read("package.json")) as { name: string; version: string; description: string; man: string };
  expect(read(manifest.man), "run: npm run docs").toBe(renderManPage(manifest));
});

test.each(["README.md", "docs/ARCHITECTURE.md", "docs/specification.md", "docs/malformed-input.md", "docs/command-line.md", "docs/editors.md"])("%s links to files that are there", (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => path.join(root, path.dirname(file), link ?? ""));
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test("the README says how many rules and keys there are", () => {
  expect(read("README.md")).toContain(`[${RULES.length} rules](#rules)`);
  expect(read("README.md")).toContain(`each of the ${NETIF_KEYS.size} keys`);
});

test("the README names the files that open as dumps", () => {
  const { languages: [language] } = (JSON.parse(read("package.json")) as { contributes: { languages: [{ extensions: string[]; filenamePatterns: string[] }] } }).contributes;
  const [last, ...others] = [...language.extensions.map((end) => `*${end}`), ...language.filenamePatterns].map((name) => `\`${name}\``).toReversed();
  expect(read("README.md")).toContain(`${others.toReversed().join(", ")} and ${last} open as dumps`);
});

test("the README names the version that is packaged", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(read("README.md")).toContain(`xenstore-netif-${version}.vsix`);
});
