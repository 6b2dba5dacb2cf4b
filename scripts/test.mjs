// Runs all checks and tests, in a fresh clone, with nothing but Node.js and npm. usage: npm test
// Imports nothing that npm installs; each step runs in a process of its own.
import "./check-node.mjs";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installPackages } from "./npm.mjs";
import { repository } from "./repository.mjs";
import { whyNoEditors } from "../test/editors/debian-editors.mjs";
import { whyNoVsCode } from "../test/vscode/rig/tools.mjs";
import { whyNoXenTools } from "../test/xenstored/xen-tools.mjs";

const results = path.join(repository, "test-results");

/**
 * One check, or one set of tests.
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command a command of an installed package, or `node`, with its arguments
 * @property {() => string | undefined} [skipped] why this machine cannot run it
 * @property {() => number} [count] how many tests have passed, read from the report of their runner
 */

/** @type {{ scripts: { check: string } }} */
const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));

/** @type {Step[]} */
const steps = [
  ...scripts.check.split(" && ").map((command) => ({ name: command, command: command.split(" ") })),
  vitest("unit tests", "unit"),
  vitest("the command line", "cli"),
  vitest("laws on very many texts, and very large ones", "properties"),
  { ...vitest("through a real xenstored", "xenstored"), skipped: whyNoXenTools },
  { name: "package", command: ["node", "scripts/package.mjs"] },
  vitest("what is shipped", "shipped"),
  { ...vitest("in Neovim and Emacs", "editors"), skipped: whyNoEditors },
  vsCode("inside VS Code", "suite", []),
  vsCode("inside VS Code in a browser", "suite.browser", ["--browser"]),
  { ...vitest("by mouse and keyboard", "vscode"), skipped: whyNoVsCode },
];

/**
 * @param {string} name
 * @param {string} project
 * @returns {Step}
 */
function vitest(name, project) {
  const file = `${project}.json`;
  return {
    name,
    command: ["vitest", "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=test-results/${file}`],
    count: () => readResults(file).numPassedTests,
  };
}

/**
 * @param {string} name
 * @param {string} suite
 * @param {string[]} options of run-suite.mjs
 * @returns {Step}
 */
function vsCode(name, suite, options) {
  return {
    name,
    command: ["node", "test/vscode/run-suite.mjs", ...options],
    // Another VS Code can be named.
    skipped: () => (process.env["VSCODE_PATH"] === undefined ? whyNoVsCode() : undefined),
    count: () => readResults(`${suite}.json`).filter((/** @type {{ state: string }} */ { state }) => state === "passed").length,
  };
}

/** @param {string} file */
function readResults(file) {
  return JSON.parse(readFileSync(path.join(results, file), "utf8"));
}

/**
 * @param {Step} step
 * @returns {number} how many tests have passed
 */
function run({ name, command: [program = "", ...args], skipped, count }) {
  const obstacle = skipped?.();
  if (obstacle !== undefined) {
    console.log(`– ${name}: skipped, ${obstacle}`);
    return 0;
  }
  const started = performance.now();
  const ofNode = program === "node";
  // From the repository, for its own path may have blanks, which a shell would take for the end of the name.
  const executable = ofNode ? process.execPath : path.join("node_modules", ".bin", program);
  const { status, stdout, stderr, error } = spawnSync(executable, args, {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    // On Windows the commands of packages are batch files, which only a shell can run.
    shell: process.platform === "win32" && !ofNode,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) throw new Error(`✘ ${name} (${seconds} s)\n${error?.message ?? ""}${stdout}${stderr}`);
  const passed = count?.();
  if (passed === 0) throw new Error(`✘ ${name} (${seconds} s)\nNo test has run.`);
  console.log(`✔ ${name}${passed === undefined ? "" : `: ${passed} passed`} (${seconds} s)`);
  return passed ?? 0;
}

try {
  installPackages(repository);
  // Results of an earlier run must not be counted.
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
  let passed = 0;
  for (const step of steps) passed += run(step);
  console.log(`${passed} passed, 0 failed`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
