// Fetches Debian's xenstored and its tools into .tools/. Uses only what Node brings, for `npm test` asks it before anything runs.
import { readdirSync } from "node:fs";
import path from "node:path";
import { run, unpackPackages, whyNoPackages } from "../debian-packages.mjs";
import { madeOnce } from "../made-once.mjs";

/** Debian's Xen, and what its xenstored and tools are linked with. */
const packages = [
  "xen-utils-4.17",
  "xenstore-utils",
  "libxencall1",
  "libxendevicemodel1",
  "libxenevtchn1",
  "libxenforeignmemory1",
  "libxengnttab1",
  "libxenhypfs1",
  "libxenmisc4.17",
  "libxenstore4",
  "libxentoolcore1",
  "libxentoollog1",
];
const shim = path.join(import.meta.dirname, "shim.c");

/**
 * Where the parts of Xen are that the test runs.
 * @typedef {object} XenTools
 * @property {string} xenstored the daemon
 * @property {string} shim what is loaded before it; see shim.c
 * @property {string} commands the directory of xenstore-ls, xenstore-write and the others
 * @property {string} libraries the directory of the libraries of all these
 */

/**
 * Why the tools cannot be had on this machine.
 * @returns {string | undefined} the end of a sentence; undefined where they can
 */
export function whyNoXenTools() {
  return whyNoPackages(["gcc"]);
}

/**
 * Makes sure that Xen's tools are there: some seconds and 13 MB in .tools/ the first time, nothing afterwards. Nothing is
 * installed on the machine.
 * @returns {XenTools}
 */
export function installXenTools() {
  const folder = madeOnce("xenstored", (made) => {
    unpackPackages(made, packages);
    run("gcc", ["-shared", "-fPIC", "-O1", "-o", path.join(made, "shim.so"), shim, "-ldl"]);
  });
  const libraries = path.join(folder, "root", "usr", "lib");
  return {
    xenstored: path.join(libraries, "xen-4.17", "bin", "xenstored"),
    shim: path.join(folder, "shim.so"),
    commands: path.join(folder, "root", "usr", "bin"),
    libraries: path.join(libraries, readdirSync(libraries).find((name) => name.endsWith("-linux-gnu")) ?? ""),
  };
}
