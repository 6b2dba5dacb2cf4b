import { pathFault } from "./path";

/** The directories that hypervisors and toolstacks have at the top of a store. */
const ABSOLUTE = /^\/(?:local\/domain|vm|vss|libxl|tool|xapi|xenserver|mh)(?:\/|$)/;
/** What drivers have in the directory of a domain, or from there up to the domains. */
const RELATIVE = /^(?:(?:(?:local\/)?domain\/)?\d+\/)?(?:error\/)?(?:device|backend)\/\w+\/\d+\//;

/** Whether a text alone is a path in a store, and not one in a file system or a word of a sentence. */
export function isStorePath(text: string): boolean {
  return text.length < 4096 && ABSOLUTE.test(text) && pathFault(text) === undefined;
}

/** Whether what stands before a colon is a path in a store. */
export function isPathOfValue(text: string): boolean {
  return isStorePath(text) || (RELATIVE.test(text) && pathFault(text) === undefined);
}
