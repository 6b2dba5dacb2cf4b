import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commandsOf, programOf, renderManPage, type Manifest } from "../scripts/man-page";
import { ruleSettingSchema, withRules, withRuleSettingTexts } from "../scripts/rule-docs";
import { NETIF_KEYS } from "../server/src/netif/keys";
import { RULES } from "../server/src/rules/index";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

test("the table of rules in the README is that of the rules", () => {
  expect(withRules(read("README.md")), "run: npm run docs").toBe(read("README.md"));
});

test("the setting of the manifest is that of the rules", () => {
  const { contributes } = JSON.parse(read("package.json")) as { contributes: { configuration: { properties: Record<string, unknown> } } };
  expect(contributes.configuration.properties["xenstore.rules"], "run: npm run docs").toEqual(ruleSettingSchema());
});

test("the texts of that setting are those of the rules", () => {
  const texts = JSON.parse(read("package.nls.json")) as Record<string, string>;
  expect(texts, "run: npm run docs").toEqual(withRuleSettingTexts(texts));
});

const manifest = JSON.parse(read("package.json")) as Manifest & { man: [string] };

/** The commands, after their names. */
const COMMANDS = commandsOf(programOf(manifest)).map((command) => [command.name(), command] as const);

test("the man page is that of the commands", () => {
  expect(read(manifest.man[0]), "run: npm run docs").toBe(renderManPage(manifest));
});

test.each(COMMANDS)("the man page says of the arguments and options of %s what its help says", (_, command) => {
  const page = read(manifest.man[0]).replaceAll("\n", " ").replaceAll("\\-", "-");
  const help = command.createHelp();
  const texts = [...help.visibleArguments(command).map((argument) => help.argumentDescription(argument)), ...help.visibleOptions(command).map((option) => help.optionDescription(option))];
  expect(texts.filter((text) => !page.includes(text) && text !== "display help for command"), `missing in ${manifest.man[0]}: npm run docs`).toEqual([]);
});

test.each(COMMANDS)("docs/command-line.md has a section on %s, with its options and what they can be", (name, command) => {
  const section = read("docs/command-line.md").split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? "";
  const named = command.options.filter(({ hidden }) => !hidden).flatMap(({ long, argChoices = [] }) => [long ?? "", ...argChoices]);
  expect(named.filter((word) => !section.includes(word)), `missing in "## ${name}" of docs/command-line.md`).toEqual([]);
});

const PAGES = readdirSync(path.join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []));

test.each(["README.md", ...PAGES])("%s links to files that are there", (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => path.join(root, path.dirname(file), link ?? ""));
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test("docs/ARCHITECTURE.md names files and folders that are there", () => {
  const named = Array.from(read("docs/ARCHITECTURE.md").matchAll(/`(\w[\w.-]*\/[\w./-]*)`/g), ([, name]) => name ?? "");
  expect(named.length).toBeGreaterThan(80);
  const missing = named.filter((name) => ![name, `server/src/${name}`].some((file) => existsSync(path.join(root, file))));
  expect(missing, "neither there from the root of the repository, nor below server/src").toEqual([]);
});

test("docs/ARCHITECTURE.md names files without their folder, constants and types that are there", () => {
  const files = ["client/src", "server/src", "scripts", "test"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
  );
  const sources = ["package.json", ...files.filter((name) => /\.(?:ts|mjs)$/.test(name))].map(read).join("\n");
  const named = Array.from(read("docs/ARCHITECTURE.md").matchAll(/`([\w.-]+)`/g), ([, name]) => name ?? "");
  expect(named.length).toBeGreaterThan(50);
  const names = new Set([...files, ...readdirSync(root)].map((name) => path.basename(name)));
  expect(named.filter((name) => /\.(?:c|mjs|mts|ts|xenstore)$/.test(name) && !names.has(name)), "no such file").toEqual([]);
  const written = new Set(sources.match(/\w+/g));
  expect(named.filter((name) => /^\w*[A-Z]\w*$/.test(name) && !written.has(name)), "in no source").toEqual([]);
});

test("the README says how many rules and keys there are", () => {
  expect(read("README.md").includes(`[${RULES.length} rules](#rules)`), "run: npm run docs").toBe(true);
  expect(read("README.md").includes(`each of the ${NETIF_KEYS.size} keys`), "run: npm run docs").toBe(true);
});

test("the README names the files that open as dumps", () => {
  const { languages: [language] } = (JSON.parse(read("package.json")) as { contributes: { languages: [{ extensions: string[]; filenamePatterns: string[] }] } }).contributes;
  const [last, ...others] = [...language.extensions.map((end) => `*${end}`), ...language.filenamePatterns].map((name) => `\`${name}\``).toReversed();
  expect(read("README.md")).toContain(`${others.toReversed().join(", ")} and ${last} open as dumps`);
});

test.each(["README.md", "docs/editors.md"])("%s has the bundles built before the command is installed from a clone: npm would leave it out without a word", (file) => {
  const installed = Array.from(read(file).matchAll(/`([^`]*npm install --global \.)`/g), ([, command]) => command);
  expect(installed).toEqual(["npm ci && npm run build && npm install --global ."]);
});

test("the README names the version that is packaged, and the VS Code that it needs", () => {
  const { version, engines } = JSON.parse(read("package.json")) as { version: string; engines: { vscode: string } };
  for (const file of [`xenstore-netif-${version}.vsix`, `xenstore-netif-${version}.tgz`]) expect(read("README.md")).toContain(file);
  expect(engines.vscode).toBe(`^${/VS Code \(([0-9.]+) or newer\)/.exec(read("README.md"))?.[1]}.0`);
});

test.each([
  ["neovim.lua", "lua"],
  ["emacs.el", "elisp"],
])("docs/editors.md gives the settings that are tested: %s", (file, language) => {
  const quoted = Array.from(read("docs/editors.md").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, written, code]) => [written, code]);
  expect(quoted).toContainEqual([language, read(`docs/editors/${file}`)]);
});

test("docs/editors.md says of every other editor that it is not tested", () => {
  const sections = read("docs/editors.md").split(/^## /m).slice(1);
  const tested = sections.filter((section) => !/^.*\n\nNot tested\./.test(section)).map((section) => section.split("\n")[0]);
  expect(tested).toEqual(["Neovim", "Emacs", "Settings"]);
});
