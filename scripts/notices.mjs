import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "./repository.mjs";

/** The folder of a package, in the path of one of its files. */
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/**
 * The licences of the packages that bundles hold code of. Nearly each asks to be handed on with the code.
 * @param {(import("esbuild").Metafile | undefined)[]} metafiles of the bundles
 * @returns {string}
 * @throws {Error} if a package brings no licence
 */
export function noticesFor(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs)));
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? (PACKAGE.exec(file)?.[0] ?? []) : []));
  const notices = new Set(folders.toSorted().map(noticeOf));
  return `The bundles beside this file hold code of these packages.\n\n${[...notices].join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** @param {string} folder from the root of the repository */
function noticeOf(folder) {
  const at = path.join(repository, folder);
  const licence = readdirSync(at).find((name) => /^licen[cs]e/i.test(name));
  if (licence === undefined) throw new Error(`${folder} brings no licence: look for it, or do without the package.`);
  const { name, version } = JSON.parse(readFileSync(path.join(at, "package.json"), "utf8"));
  return `${name} ${version}\n\n${readFileSync(path.join(at, licence), "utf8").replaceAll("\r\n", "\n").trim()}\n`;
}
