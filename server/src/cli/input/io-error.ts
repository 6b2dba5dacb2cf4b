import { showWhole } from "../../dump/show";
import { messageOf } from "../error-message";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; check the path",
  ENOTDIR: "a part of the path is not a directory; check the path",
  EACCES: "you may not read it; check its permissions",
  EPERM: "you may not read it; check its permissions",
  EISDIR: "it is a directory; name a file",
  ELOOP: "its symbolic links lead in a circle; name the file itself",
  EMFILE: "too many files are open; raise the limit with ulimit -n",
};

/**
 * Why something cannot be read, and what to do, as the end of a sentence.
 * @param error as the file system throws it
 */
export function reasonOf(error: unknown): string {
  const known = typeof error === "object" && error !== null && "code" in error ? REASONS[String(error.code)] : undefined;
  return known ?? showWhole(messageOf(error));
}
