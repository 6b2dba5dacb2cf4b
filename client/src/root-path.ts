const PATH = /^\/$|^(?:\/[-\w@]+)+$/;

/** Whether a typed text is the path of a directory as the server writes it into a dump: absolute, and without a slash at its end. */
export function isRootPath(typed: string): boolean {
  return PATH.test(typed);
}
