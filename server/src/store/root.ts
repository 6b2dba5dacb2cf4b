import { pathFault } from "../dump/path";

/**
 * Reads the path of a directory that was listed, as a prompt, a comment or the user writes it.
 * @param written such as `/local/domain/1/`; slashes at the end do not count
 * @returns the absolute path; undefined if it is relative or xenstored would refuse it
 */
export function readRoot(written: string): string | undefined {
  const path = written.replace(/(?!^)\/{1,64}$/, "");
  return path.startsWith("/") && pathFault(path) === undefined ? path : undefined;
}

/** The absolute path of a node whose path relative to a root is known. The root may be `/`, and an empty relative path means the root itself. */
export function pathBelow(root: string, relative: string): string {
  if (relative === "") return root;
  return root === "/" ? `/${relative}` : `${root}/${relative}`;
}
