// Packages of Debian 12, unpacked into a folder. Uses only what Node brings, for `npm test` asks it before anything runs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { repository } from "../scripts/repository.mjs";

/**
 * Why packages cannot be had on this machine.
 * @param {string[]} programs what else is needed
 * @returns {string | undefined} the end of a sentence; undefined where they can
 */
export function whyNoPackages(programs = []) {
  if (process.platform !== "linux") return "it runs on Linux only";
  const missing = ["apt-get", "dpkg", ...programs].filter((program) => spawnSync(program, ["--version"]).error !== undefined);
  if (missing.length > 0) return `it needs ${missing.join(", ")}, which this machine does not have`;
  return isDebian12() ? undefined : "it needs packages of Debian 12, and what these need of it";
}

/** Other releases have other versions, and with them other names of packages. */
function isDebian12() {
  try {
    return /^VERSION_CODENAME=bookworm$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/**
 * Fetches packages into `root` in a folder, with package lists of that folder's own: a bare machine has none, and those of a user stay as they are.
 * @param {string} folder
 * @param {string[]} packages
 * @param {{ withDependencies?: boolean }} [options] with all that they need and this machine does not have
 */
export function unpackPackages(folder, packages, { withDependencies = false } = {}) {
  const fetched = path.join(folder, "packages");
  const lists = path.join(folder, "apt", "lists");
  const cache = path.join(folder, "apt", "cache");
  for (const directory of [fetched, path.join(lists, "partial"), path.join(cache, "archives", "partial")]) mkdirSync(directory, { recursive: true });
  const options = [`Dir::State::Lists=${lists}`, `Dir::Cache=${cache}`, "APT::Sandbox::User=root"].flatMap((option) => ["-o", option]);
  run("apt-get", [...options, "--quiet", "update"], fetched);
  const all = withDependencies ? missingPackages(options, packages, fetched) : packages;
  run("apt-get", [...options, "--quiet", "download", ...all], fetched);
  for (const name of readdirSync(fetched)) run("dpkg", ["-x", path.join(fetched, name), path.join(folder, "root")]);
  for (const used of ["apt", "packages"]) rmSync(path.join(folder, used), { recursive: true, force: true });
}

/**
 * The packages that an installation would bring to this machine.
 * @param {string[]} options
 * @param {string[]} packages
 * @param {string} cwd
 */
function missingPackages(options, packages, cwd) {
  const plan = run("apt-get", [...options, "--simulate", "--no-install-recommends", "install", ...packages], cwd);
  const missing = Array.from(plan.matchAll(/^Inst (\S+)/gm), ([, name = ""]) => name);
  return [...new Set([...packages, ...missing])];
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {string} what it prints
 */
export function run(program, args, cwd = repository) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed (${error?.message ?? status}):\n${stdout ?? ""}${stderr ?? ""}`);
  return stdout;
}
