// Writes what the tables of keys and rules know: docs/keys.md, the table of rules in README.md, and their setting in package.json.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @param {string} source a TypeScript module of this folder */
async function load(source) {
  const { outputFiles } = await build({ entryPoints: [at(source)], bundle: true, format: "esm", platform: "node", write: false });
  const bundle = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${bundle}`);
}

const { renderKeyDocs } = await load("scripts/key-docs.ts");
await writeFile(at("docs/keys.md"), renderKeyDocs());
const { ruleSettingSchema, withRuleTable } = await load("scripts/rule-docs.ts");
await writeFile(at("README.md"), withRuleTable(await readFile(at("README.md"), "utf8")));
const manifest = JSON.parse(await readFile(at("package.json"), "utf8"));
manifest.contributes.configuration.properties["xenstore.rules"] = ruleSettingSchema();
await writeFile(at("package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
