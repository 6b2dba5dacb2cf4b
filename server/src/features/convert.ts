import type { AnalysedDump } from "./analysed-dump";
import { FollowedLine } from "./convert/followed-line";
import { inOrder, type Loss, type UnsaidLoss } from "./convert/loss";
import { outlinedPath, outlineOf, type Outline } from "./convert/outline";
import { writeFlat } from "./convert/write-flat";
import { jsonCapture, type JsonDump } from "./convert/write-json";
import { treeRoot, writeTree } from "./convert/write-tree";

/** The forms that a dump can be written in. */
export const DUMP_FORMS = ["flat", "tree", "json"] as const;

/** `flat` is `xenstore-ls -f`, `tree` is `xenstore-ls`, `json` a list of the nodes for programs. */
export type DumpForm = (typeof DUMP_FORMS)[number];

/** How a dump is written. */
export interface ConvertOptions {
  readonly to: DumpForm;
  /** Keep the permissions that the dump has; kept where nothing is said. */
  readonly permissions?: boolean;
  /** A line of the dump, zero-based, that is to be found in the text. */
  readonly line?: number;
}

/** A dump in another form. */
export interface Conversion {
  readonly text: string;
  /** What the text does not hold, or not for certain, from the top of the dump. */
  readonly losses: readonly Loss[];
  /** The line of the text, zero-based, with the node that was asked for, or else with the last one above it; absent where there is none. */
  readonly line?: number;
}

/** Writes a dump in another form, byte for byte as xenstore-ls prints it, but that no value is cut. Never fails. */
export function convertDump(dump: AnalysedDump, { to, permissions = true, line = -1 }: ConvertOptions): Conversion {
  const { outlines, losses: unread, gaps, below, endsOpen } = outlineOf(dump);
  const losses: UnsaidLoss[] = to === "json" ? [...unread, ...gaps] : [...unread];
  if (to === "json") {
    const json: JsonDump = { captures: outlines.map((outline) => jsonCapture(outline, permissions, losses)).filter(({ nodes }) => nodes.length > 0) };
    return { text: `${JSON.stringify(json, undefined, 2)}\n`, losses: inOrder(losses) };
  }
  const write = to === "flat" ? writeFlat : writeTree;
  const followed = new FollowedLine(line);
  const written = outlines.map((outline) => ({ outline, lines: write(outline, permissions, losses, followed) })).filter((capture) => capture.lines.length > 0);
  const lines: string[] = [];
  let found: number | undefined;
  for (const capture of written) {
    for (const head of heading(capture.outline, to, written.length)) lines.push(head);
    const index = followed.indexIn(capture.lines);
    if (index !== undefined) found = lines.length + index;
    for (const body of capture.lines) lines.push(body);
  }
  for (const trailing of below) lines.push(trailing);
  // A text without a last line end breaks off: what it lacks must not count as missing in the new form either.
  if (lines.length > 0 && (!endsOpen || lines.at(-1) === "")) lines.push("");
  return { text: lines.join("\n"), losses: inOrder(losses), ...(found === undefined ? {} : { line: found }) };
}

/** Says where a capture begins and what its root is, where its own lines do not tell. */
function heading(outline: Outline, form: "flat" | "tree", captures: number): string[] {
  const root = outline.absolute ? outlinedPath(treeRoot(outline), outline) : undefined;
  if (captures === 1 && (form === "flat" || root === undefined || (root === "/" && showsStore(outline)))) return [];
  // A command with a relative path is read as the beginning of a capture, and tells no root.
  return [root === undefined ? "# xenstore-ls ." : `# xenstore-root ${form === "flat" ? "/" : root}`];
}

/** Whether a tree shows by its own directories that it begins at `/`. */
function showsStore({ top }: Outline): boolean {
  return top.children.get("local")?.children.get("domain") !== undefined;
}
