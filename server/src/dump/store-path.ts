import { pathFault } from "./path";

/** The directories that hypervisors and toolstacks have at the top of a store beside `local`, as a part of a pattern. */
export const TOP_NAMES = "vm|vss|libxl|tool|xapi|xenops|xenserver|mh";
const ABSOLUTE = new RegExp(`^/(?:local(?:/domain|$)|${TOP_NAMES})(?:/|$)`);
/** How a path in the dump of a host begins, as a part of a pattern: it tells such a path from the name of a file that grep puts before it. */
export const TOP_PATH = "/(?:local|vm|libxl|tool)";
/** What drivers have in the directory of a domain, perhaps behind the end of that directory's own path. */
const RELATIVE = /^(?:(?:(?:local\/)?domain\/)?\d+\/)?(?:error\/)?(?:device|backend)\/\w+\/\d+\//;

/** Whether a text alone is a path in a store, and not one in a file system or a word of a sentence. */
export function isStorePath(text: string): boolean {
  return text.length < 4096 && ABSOLUTE.test(text) && pathFault(text) === undefined;
}

/** Whether what stands before a colon is a path in a store. */
export function isPathOfValue(text: string): boolean {
  return isStorePath(text) || (RELATIVE.test(text) && pathFault(text) === undefined);
}

/** `/local/domain/1/device/vif/0:`, `=== /local/domain/1 ===`, `[/local/domain/1]`, `/local/domain/1/`: what people print before the output for each of several directories, perhaps with a masked number, `<domid>`. */
const HEADING = /^(?:(?:[-=]{2,40}>?|[[`]) ?)?(\/[-\w@/<>{}$]{1,3072}?)\/?(?: ?[\]`])?(?: ?:)?(?: ?[-=*]{2,40})?$/;

/** The path in a line that may be a heading, as written; undefined if the line is none. */
export function headingPath(text: string): string | undefined {
  const path = HEADING.exec(text)?.[1];
  return path !== undefined && isStorePath(path.replace(/[<>{}$]/g, "x")) ? path : undefined;
}
