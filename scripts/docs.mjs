// Generates docs/keys.md and the keys in the grammar from the table of keys; the table of rules in README.md and their setting in package.json and
// package.nls.json from the rules; the English texts in l10n/ from the source; and the man page from the commands of the command line.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { repository } from "./repository.mjs";

/** @param {string} path from the root of the repository */
const at = (path) => join(repository, path);

/** Some packages are CommonJS and need `require`. */
const banner = { js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)});` };

/** @param {string} source a TypeScript module, from the root of the repository */
async function load(source) {
  const { outputFiles } = await build({ entryPoints: [at(source)], bundle: true, format: "esm", platform: "node", banner, write: false });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${bundle}`);
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
const readJson = async (path) => JSON.parse(await readFile(at(path), "utf8"));
/** @type {(path: string, value: object) => Promise<void>} */
const writeJson = (path, value) => writeFile(at(path), `${JSON.stringify(value, undefined, 2)}\n`);

const { grammarOfKeys, renderKeyDocs, withKeyCount } = await load("scripts/key-docs.ts");
const { ruleSettingSchema, withRules, withRuleSettingTexts } = await load("scripts/rule-docs.ts");
await writeFile(at("docs/keys.md"), renderKeyDocs());
await writeFile(at("README.md"), withKeyCount(withRules(await readFile(at("README.md"), "utf8"))));
const grammar = await readJson("syntaxes/xenstore.tmLanguage.json");
grammar.repository["netif-key"].match = grammarOfKeys();
await writeJson("syntaxes/xenstore.tmLanguage.json", grammar);
const manifest = await readJson("package.json");
manifest.contributes.configuration.properties["xenstore.rules"] = ruleSettingSchema();
await writeJson("package.json", manifest);
await writeJson("package.nls.json", withRuleSettingTexts(await readJson("package.nls.json")));
const { saidBundle } = await load("scripts/said-texts.ts");
const texts = "l10n/bundle.l10n.json";
await writeJson(texts, saidBundle(repository, await readJson(texts)));
const { renderManPage } = await load("scripts/man-page.ts");
await mkdir(at("man"), { recursive: true });
await writeFile(at("man/xenstore-netif.1"), renderManPage(manifest));
