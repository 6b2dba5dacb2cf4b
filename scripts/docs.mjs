// Writes what the tables of keys and rules know: docs/keys.md, and the table of rules in README.md.
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
const { withRuleTable } = await load("scripts/rule-docs.ts");
await writeFile(at("README.md"), withRuleTable(await readFile(at("README.md"), "utf8")));
