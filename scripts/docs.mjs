// Generates docs/keys.md from the table of keys; the table of rules in README.md and their setting in package.json and package.nls.json from the rules;
// and the man page from the commands of the command line.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Some packages are CommonJS and need `require`. */
const banner = { js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(import.meta.url)});` };

/** @param {string} source a TypeScript module of this folder */
async function load(source) {
  const { outputFiles } = await build({ entryPoints: [at(source)], bundle: true, format: "esm", platform: "node", banner, write: false });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${bundle}`);
}

const { renderKeyDocs } = await load("scripts/key-docs.ts");
await writeFile(at("docs/keys.md"), renderKeyDocs());
const { ruleSettingSchema, withRuleSettingTexts, withRuleTable } = await load("scripts/rule-docs.ts");
await writeFile(at("README.md"), withRuleTable(await readFile(at("README.md"), "utf8")));
const manifest = JSON.parse(await readFile(at("package.json"), "utf8"));
manifest.contributes.configuration.properties["xenstore.rules"] = ruleSettingSchema();
await writeFile(at("package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
const texts = withRuleSettingTexts(JSON.parse(await readFile(at("package.nls.json"), "utf8")));
await writeFile(at("package.nls.json"), `${JSON.stringify(texts, undefined, 2)}\n`);
const { renderManPage } = await load("scripts/man-page.ts");
await mkdir(at("man"), { recursive: true });
await writeFile(at("man/xenstore-netif.1"), renderManPage(manifest));
