import path from "node:path";
import { pathToFileURL } from "node:url";

/** The SARIF name of the folder that relative addresses start from. Tools replace it with the root of the sources. */
export const SOURCE_ROOT = "%SRCROOT%";

/** The address of a file in SARIF. */
export interface ArtifactUri {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/**
 * The address of a file: relative to the folder where the command runs, absolute outside it.
 * @param file a path, or the name of standard input
 * @param root an absolute path
 */
export function artifactUri(file: string, root: string): ArtifactUri {
  const relative = path.relative(root, path.resolve(root, file));
  if (relative === "" || relative.split(path.sep)[0] === ".." || path.isAbsolute(relative)) return { uri: pathToFileURL(path.resolve(root, file)).href };
  return { uri: relative.split(path.sep).map(encodeURIComponent).join("/"), uriBaseId: SOURCE_ROOT };
}

/** The address of a folder, with a slash at its end. */
export function folderUri(folder: string): string {
  return pathToFileURL(`${folder}${path.sep}`).href;
}
