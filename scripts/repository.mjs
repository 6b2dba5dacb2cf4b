import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of this clone. */
export const repository = path.dirname(import.meta.dirname);

const { name, version } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));

/** Where the packed extension is. */
export const vsixPath = path.join(repository, `${name}-${version}.vsix`);
