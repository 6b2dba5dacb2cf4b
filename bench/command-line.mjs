// The command line, measured as whole processes.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { ENVIRONMENT } from "./environment.mjs";

/** @typedef {import("./samples.mjs").Samples} Samples */

/** Reads a file as JSON, and does nothing with it. */
const PARSE = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';

/**
 * Checks one dump, and reads the same tree as JSON.
 * @param {{ cli: string, dump: string, json: string }} files
 * @param {Samples} samples
 */
export function checkFile({ cli, dump, json }, samples) {
  samples.add("check", time([cli, "check", dump]));
  samples.add("JSON.parse", time(["-e", PARSE, json]));
}

/**
 * Checks many dumps on one core and on two, and half of them on one. Skips that if there is only one core, or if the system cannot choose the cores to use.
 * @param {{ cli: string, dumps: string[] }} files
 * @param {Samples} samples
 */
export function checkFolder({ cli, dumps }, samples) {
  samples.add("check folder", time([cli, "check", ...dumps]));
  if (availableParallelism() < 2 || process.platform !== "linux") return;
  samples.add("check folder on 1 core", time([cli, "check", ...dumps], ["taskset", "-c", "0"]));
  samples.add("check half a folder on 1 core", time([cli, "check", ...dumps.slice(0, dumps.length / 2)], ["taskset", "-c", "0"]));
  samples.add("check folder on 2 cores", time([cli, "check", ...dumps], ["taskset", "-c", "0,1"]));
}

/**
 * @param {string[]} arguments_ of Node.js
 * @param {string[]} through a program that starts it
 * @returns {number} milliseconds from the start of the process to its end
 */
export function time(arguments_, through = []) {
  const [program = "", ...rest] = [...through, process.execPath, ...arguments_];
  const started = performance.now();
  const { status, error, stderr } = spawnSync(program, rest, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 30, env: ENVIRONMENT });
  const milliseconds = performance.now() - started;
  // 1 means that there are faults in a dump.
  if (error || (status !== 0 && status !== 1)) throw new Error(`${program} ${rest.slice(0, 3).join(" ")} … failed: ${error?.message ?? String(stderr)}`);
  return milliseconds;
}
