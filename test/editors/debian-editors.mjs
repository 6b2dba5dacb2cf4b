// Fetches Debian's editors into .tools/. Uses only what Node brings, for `npm test` asks it before anything runs.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { unpackPackages, whyNoPackages } from "../debian-packages.mjs";
import { madeOnce } from "../made-once.mjs";

/** Neovim with its own client, and Emacs with eglot: all that is looked for below, also where the machine has some of it. */
const packages = ["neovim", "neovim-runtime", "emacs-nox", "emacs-common", "elpa-eglot", "elpa-project", "elpa-xref"];

/**
 * An editor that is not installed, but only unpacked.
 * @typedef {object} Editor
 * @property {string} program
 * @property {string[]} args which it always needs
 * @property {Record<string, string>} env where its parts are
 */

/**
 * Why the editors cannot be had on this machine.
 * @returns {string | undefined} the end of a sentence; undefined where they can
 */
export function whyNoEditors() {
  return whyNoPackages();
}

/**
 * Makes sure that the editors are there: some seconds and 190 MB in .tools/ the first time, nothing afterwards. Nothing is
 * installed on the machine.
 * @returns {{ neovim: Editor, emacs: Editor }}
 */
export function installEditors() {
  const folder = madeOnce("editors", (made) => unpackPackages(made, packages, { withDependencies: true }));
  const usr = path.join(folder, "root", "usr");
  const libraries = only(path.join(usr, "lib"), /-linux-gnu$/);
  return {
    neovim: {
      program: path.join(usr, "bin", "nvim"),
      args: [],
      env: { LD_LIBRARY_PATH: libraries, VIMRUNTIME: path.join(usr, "share", "nvim", "runtime") },
    },
    emacs: emacsIn(usr, libraries),
  };
}

/**
 * @param {string} usr
 * @param {string} libraries
 * @returns {Editor}
 */
function emacsIn(usr, libraries) {
  const shared = only(path.join(usr, "share", "emacs"), /^\d/);
  const own = only(only(path.join(usr, "libexec", "emacs"), /^\d/), /-linux-gnu$/);
  // Their installation would compile them; Emacs loads them as they are.
  const packagesOfLisp = path.join(usr, "share", "emacs", "site-lisp", "elpa-src");
  const lisp = [...foldersBelow(packagesOfLisp), path.join(shared, "lisp"), ...foldersBelow(path.join(shared, "lisp"))];
  return {
    program: path.join(usr, "bin", "emacs-nox"),
    args: [`--dump-file=${path.join(own, "emacs.pdmp")}`, "--batch", "--no-init-file", "--no-site-file"],
    env: { LD_LIBRARY_PATH: libraries, EMACSPATH: own, EMACSDATA: path.join(shared, "etc"), EMACSLOADPATH: lisp.join(path.delimiter) },
  };
}

/** @param {string} folder */
function foldersBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * @param {string} folder
 * @param {RegExp} name
 */
function only(folder, name) {
  const found = readdirSync(folder).find((entry) => name.test(entry));
  if (found === undefined) throw new Error(`${folder} has nothing that is called ${name.source}.`);
  return path.join(folder, found);
}
