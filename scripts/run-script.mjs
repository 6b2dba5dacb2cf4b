// Uses only modules of Node: it runs before anything is installed.
import { existsSync, realpathSync } from "node:fs";
import { parseArgs } from "node:util";

/**
 * Whether a module is the script that Node.js was started with, by whatever path. Otherwise it is imported by another.
 * @param {ImportMeta} module
 */
export function isStarted({ filename }) {
  const [, script = ""] = process.argv;
  return existsSync(script) && realpathSync(script) === filename;
}

/**
 * Runs a script with the options of its command line, and prints its usage if they cannot be understood, or if `--help` asks for it. If the script fails, a line says
 * why, and the process ends with 1.
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options
 * @param {string} usage
 * @param {Options} options apart from `--help`
 * @param {(values: ReturnType<typeof parseArgs<{ options: Options }>>["values"]) => Promise<void>} run
 */
export async function runScript(usage, options, run) {
  const values = read(options);
  if (values === undefined) {
    console.error(usage);
    process.exitCode = 2;
  } else if ("help" in values) {
    console.log(usage);
  } else {
    try {
      await run(values);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    }
  }
}

/**
 * @template {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options
 * @param {Options} options
 * @returns undefined if the command line cannot be understood
 */
function read(options) {
  try {
    return parseArgs({ options: { ...options, help: { type: "boolean" } } }).values;
  } catch {
    return undefined;
  }
}
