import { isNameCharacter, SLASH } from "./characters";

/** The longest absolute path in characters (XENSTORE_ABS_PATH_MAX). */
export const MAX_PATH_LENGTH = 3072;
/** The longest path below `/local/domain/N/` in characters (XENSTORE_REL_PATH_MAX). */
const MAX_RELATIVE_PATH_LENGTH = 2048;

/** A longer text before an equals sign is not read as a path: it is not one that somebody merely got wrong. */
export const LONGEST_READ_PATH = 4 * MAX_PATH_LENGTH;

const DOMAIN_DIRECTORY = /^\/local\/domain\/[0-9]+(?=\/)/;

/** The directory of the domain that a path leads into: `/local/domain/1`; undefined for any other path, and for that of the directory itself. */
export function domainDirectory(path: string): string | undefined {
  return DOMAIN_DIRECTORY.exec(path)?.[0];
}

/** Why xenstored refuses a path. */
export type PathFault =
  | { readonly kind: "character"; readonly at: number; readonly character: string }
  | { readonly kind: "empty-segment"; readonly at: number }
  | { readonly kind: "trailing-slash"; readonly at: number }
  | { readonly kind: "too-long"; readonly limit: number; readonly length: number };

/** A fast check of whether `pathFault` may find a fault in a path of legal characters. */
export function suspectPath(text: string, start: number, end: number): boolean {
  if (end - start > MAX_RELATIVE_PATH_LENGTH) return true;
  if (end - start > 1 && text.charCodeAt(end - 1) === SLASH) return true;
  const double = text.indexOf("//", start);
  return double >= 0 && double + 1 < end;
}

/**
 * Says why a path is illegal, as `is_valid_nodename` of xenstored does.
 * @param path an absolute or relative path, or a single name
 * @returns the first fault, its `at` an offset into the path; undefined for a legal path
 */
export function pathFault(path: string): PathFault | undefined {
  for (let at = 0; at < path.length; at += 1) {
    const code = path.charCodeAt(at);
    if (code !== SLASH) {
      if (!isNameCharacter(code)) return { kind: "character", at, character: String.fromCodePoint(path.codePointAt(at) ?? 0) };
    } else if (path.charCodeAt(at + 1) === SLASH) return { kind: "empty-segment", at };
  }
  if (path === "") return { kind: "empty-segment", at: 0 };
  if (path.length > 1 && path.endsWith("/")) return { kind: "trailing-slash", at: path.length - 1 };
  const domain = domainDirectory(path);
  const relativeLength = domain === undefined ? 0 : path.length - domain.length - 1;
  if (relativeLength > MAX_RELATIVE_PATH_LENGTH) return { kind: "too-long", limit: MAX_RELATIVE_PATH_LENGTH, length: relativeLength };
  if (path.length > MAX_PATH_LENGTH) return { kind: "too-long", limit: MAX_PATH_LENGTH, length: path.length };
  return undefined;
}
