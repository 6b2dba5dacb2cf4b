// Uses only modules of Node: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Runs npm quietly in a folder; its output is shown only if it fails.
 * @param {string} folder
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function npm(folder, args, env = {}) {
  const { status, error, stdout, stderr } = spawnSync("npm", [...args, "--no-audit", "--no-fund"], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    // On Windows npm is a batch file, which only a shell can run.
    shell: process.platform === "win32",
  });
  if (error) throw new Error(`npm cannot be run (${error.message}). It comes with Node.js: install Node.js 20 or newer.`);
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed in ${folder}:\n${stdout}${stderr}`);
}

/**
 * Installs a folder's packages as its package-lock.json says, unless they are there already.
 * @param {string} folder
 * @param {string[]} [args]
 */
export function installPackages(folder, args = []) {
  if (isInstalled(folder)) return;
  console.log(`Installing the packages of ${path.join(folder, "package.json")} ...`);
  // Where NODE_ENV is "production", as in some containers, npm would leave out what builds and tests need.
  npm(folder, ["ci", "--include=dev", ...args]);
}

/**
 * Whether the packages that npm recorded in node_modules are those in package-lock.json. File times would not do: git changes them.
 * @param {string} folder
 */
function isInstalled(folder) {
  const present = path.join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(present)) return false;
  const installed = packagesIn(present);
  return Object.entries(packagesIn(path.join(folder, "package-lock.json")))
    .filter(([name, { optional }]) => name !== "" && !optional)
    .every(([name, { version }]) => installed[name]?.version === version);
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}
