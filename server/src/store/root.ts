import { pathFault } from "../dump/path";

/**
 * Reads the path of a directory that was listed, as a prompt, a comment or the user writes it.
 * @param written such as `/local/domain/1/`; slashes at the end do not count
 * @returns the absolute path; undefined where it is relative or xenstored would refuse it
 */
export function readRoot(written: string): string | undefined {
  const path = written.replace(/(?!^)\/{1,64}$/, "");
  return path.startsWith("/") && pathFault(path) === undefined ? path : undefined;
}
