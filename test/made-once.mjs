// What the tests run is made in .tools/, once. Uses only what Node brings, for `npm test` and `npm start` ask for it before anything is installed.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { repository } from "../scripts/repository.mjs";

export const toolsFolder = path.join(repository, ".tools");

/**
 * Makes a folder in .tools/, the first time. Nothing is installed on the machine.
 * @param {string} name
 * @param {(made: string, folder: string) => void} make fills it, beside the place where it will be
 * @returns {string} the folder
 */
export function madeOnce(name, make) {
  const folder = path.join(toolsFolder, name);
  if (existsSync(folder)) return folder;
  mkdirSync(toolsFolder, { recursive: true });
  // Moved there when it is complete, so that a half-made one is never used, nor by another run at the same time.
  const made = mkdtempSync(`${folder}-`);
  try {
    make(made, folder);
    moveTo(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} made
 * @param {string} folder
 */
function moveTo(made, folder) {
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(folder)) throw error;
  }
}
