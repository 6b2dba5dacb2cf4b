// How long the extension's bundle takes to load. Starting the server comes after that.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { ENVIRONMENT } from "./environment.mjs";

const LOAD = "const started = performance.now(); require(process.argv[1]); console.log(performance.now() - started);";

/**
 * Loads the bundle in a fresh process, with a stand-in for the editor's API.
 * @param {string} bundle
 * @param {string} folder to put both into
 * @returns {number} milliseconds
 */
export function loadExtension(bundle, folder) {
  const stand = path.join(folder, "node_modules", "vscode");
  mkdirSync(stand, { recursive: true });
  copyFileSync(path.join(import.meta.dirname, "vscode-stand-in.cjs"), path.join(stand, "index.js"));
  const copy = path.join(folder, "extension.js");
  copyFileSync(bundle, copy);
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", LOAD, copy], { encoding: "utf8", env: ENVIRONMENT });
  if (status !== 0) throw new Error(`${bundle} cannot be loaded: ${stderr}`);
  return Number(stdout);
}
